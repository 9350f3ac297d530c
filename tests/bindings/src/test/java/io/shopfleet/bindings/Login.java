package io.shopfleet.bindings;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import redis.clients.jedis.RedisClient;

/** Who somebody is at a server, as the server says. */
final class Login {
    private Login() {
    }

    /** Fails unless this Kafka lets a client with these settings in. */
    static String kafka(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().clusterId().get();
        }
    }

    static String postgres(String url, String user, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                var rows = connection.createStatement().executeQuery("select current_user || ' in ' || current_database()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** @param prefix of the keys that it may write */
    static String redis(String url, String prefix) {
        try (var client = RedisClient.create(url)) {
            return client.set(prefix + "a-key", "x");
        }
    }
}
