package io.shopfleet.operator.migration;

import io.shopfleet.api.v1alpha1.DatabaseMigration;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.ShopServiceSpec;
import io.shopfleet.operator.source.Fingerprint;
import java.util.List;
import java.util.stream.Stream;

/**
 * One migration of a revision. It is done once for an image and a command: whichever revisions have both, their Job has one name.
 *
 * @param job name of its Job
 * @param edge to the database
 * @param timeout as the API writes durations
 */
public record Migration(String job, String edge, List<String> command, List<String> args, String timeout) {
    private static final int DIGITS = 10;

    /** In the order of the edges, which is the order in which they run. */
    public static List<Migration> all(String service, ShopServiceSpec spec) {
        return spec.dependencies().stream()
                .flatMap(edge -> Stream.ofNullable(edge.database())
                        .flatMap(database -> Stream.ofNullable(database.migration()))
                        .map(migration -> of(service, spec.image(), edge, migration)))
                .toList();
    }

    private static Migration of(String service, String image, Dependency edge, DatabaseMigration wanted) {
        String key = Fingerprint.of(List.of(image, edge.name(), wanted.command(), wanted.args()).toString()).digest();
        return new Migration(
                service + "-migrate-" + key.substring(0, DIGITS), edge.name(), wanted.command(), wanted.args(), wanted.timeout());
    }
}
