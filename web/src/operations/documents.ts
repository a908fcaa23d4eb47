import { graphql } from "../generated/gql.ts";

export const installationStatusDocument = graphql(`
  query InstallationStatus {
    installationStatus {
      checkedAt
      startedAt
      runtime
      memoryMb
      machineMemoryMb
      machineFreeMb
      requests {
        running
        waiting
        refused
      }
      pool {
        busy
        size
      }
      database {
        version
        edition
        nodes
        relationships
        kinds {
          kind
          count
        }
        appliedMigrations
        pendingMigrations
        latestMigration
        waitingAuditEvents
      }
      failure
      embedder
      backupsKnown
      lastBackup {
        name
        megabytes
        at
      }
      slowest {
        name
        count
        failed
        totalMs
        p50Ms
        p95Ms
        maxMs
      }
    }
  }
`);
