package io.shopfleet.local.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Formats the data folder when it is new, then runs the node until it is told to stop.
 * Arguments: the properties file, then for each user to begin with {@code --add-scram MECHANISM=[name=…,password=…]}.
 */
public final class Node {
    private Node() {
    }

    /** Runs one node. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            System.err.println("usage: PROPERTIES [--add-scram MECHANISM=[name=NAME,password=PASSWORD]]…");
            System.exit(2);
        }
        Path properties = Path.of(arguments[0]);
        if (!Files.exists(data(properties).resolve("meta.properties"))) {
            format(properties, List.of(arguments).subList(1, arguments.length));
        }
        Kafka.main(new String[] {properties.toString()});
    }

    private static Path data(Path properties) throws IOException {
        var settings = new Properties();
        try (Reader reader = Files.newBufferedReader(properties)) {
            settings.load(reader);
        }
        String folder = settings.getProperty("log.dirs", settings.getProperty("log.dir"));
        if (folder == null) {
            throw new IOException(properties + " does not say where the data are: log.dirs=…");
        }
        return Path.of(folder.split(",")[0].strip());
    }

    private static void format(Path properties, List<String> users) throws IOException {
        var command = new ArrayList<>(List.of("format", "--config", properties.toString(),
                "--cluster-id", Uuid.randomUuid().toString()));
        command.addAll(users);
        if (StorageTool.execute(command.toArray(String[]::new), System.out) != 0) {
            throw new IOException("the data folder could not be formatted");
        }
    }
}
