CREATE CONSTRAINT migration_lock_name IF NOT EXISTS FOR (lock:MigrationLock) REQUIRE lock.name IS UNIQUE
