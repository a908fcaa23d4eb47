// SPDX-License-Identifier: GPL-3.0-or-later (it links to Neo4j's classes; docs/decisions tells how the licences fit)
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.monitoring.DatabaseHealth;

/**
 * Runs Neo4j in `HOME` until standard input ends, so that it never outlives the process that started it. The first line
 * of standard input is the password (an argument would be readable in the process list); it is set before the first
 * start only. Prints `READY <bolt port>`. A second argument makes it run a few statements and end: for the archive of
 * classes that later starts load from.
 */
public final class Launcher {
    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        var conf = home.resolve("conf");
        var input = new BufferedReader(new InputStreamReader(System.in));
        var password = input.readLine();
        if (password == null) return;
        if (Files.notExists(home.resolve("data/databases/system"))) {
            var code = AdminTool.execute(new ExecutionContext(home, conf), "dbms", "set-initial-password", password);
            if (code != 0) System.exit(code);
        }
        var service = new DatabaseManagementServiceBuilder(home)
            .loadPropertiesFromFile(conf.resolve("neo4j.conf")).build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            var patience = new Thread(() -> {
                try { Thread.sleep(25_000); } catch (InterruptedException e) { return; }
                Runtime.getRuntime().halt(3);
            });
            patience.setDaemon(true);
            patience.start();
            service.shutdown();
        }));
        var database = (GraphDatabaseAPI) service.database("neo4j");
        if (!database.isAvailable(600_000)) throw new IllegalStateException("the database did not become available");
        var ports = database.getDependencyResolver().resolveDependency(ConnectorPortRegister.class);
        System.out.println("READY " + ports.getLocalAddress(ConnectorType.BOLT).getPort());
        endWhenPanicked(database);
        if (args.length > 1) rehearse(database);
        else while (input.readLine() != null) { }
        System.exit(0);
    }

    /**
     * A database that could not write (a full disk) refuses everything from then on, reads too, but keeps running: it ends
     * instead, so that whoever watches it starts it again.
     */
    private static void endWhenPanicked(GraphDatabaseAPI database) {
        var health = database.getDependencyResolver().resolveDependency(DatabaseHealth.class);
        var watch = new Thread(() -> {
            try { while (health.hasNoPanic()) Thread.sleep(500); } catch (InterruptedException e) { return; }
            System.err.println("The database panicked: " + health.causeOfPanic());
            Runtime.getRuntime().halt(4);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static void rehearse(GraphDatabaseAPI database) {
        database.executeTransactionally("CREATE (:A {id: '1', since: date()})-[:R]->(:B {place: point({x: 1, y: 2})})");
        database.executeTransactionally("MATCH (a:A)-[r:R*1..2]-(b) WHERE a.id IN $ids WITH a, collect(b.place) AS places"
            + " RETURN a.id AS id, toString(a.since) AS since, places ORDER BY id LIMIT 3",
            java.util.Map.of("ids", java.util.List.of("1")), rows -> rows.stream().count());
        database.executeTransactionally("MATCH (n) DETACH DELETE n");
    }
}
