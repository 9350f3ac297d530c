package io.shopfleet.operator.database;

import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.Dependency;
import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopDatabase;
import io.shopfleet.api.v1alpha1.ShopDatabaseSpec;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.TlsMode;
import io.shopfleet.operator.database.rights.DatabaseNames;
import io.shopfleet.operator.database.rights.DatabasePlan;
import io.shopfleet.operator.database.rights.DatabasePlanner;
import io.shopfleet.operator.database.rights.Seen;
import io.shopfleet.operator.database.rights.Wanted;
import io.shopfleet.operator.fleet.CanonicalJson;
import io.shopfleet.operator.consumer.Bound;
import io.shopfleet.operator.consumer.Consumer;
import io.shopfleet.operator.holding.Endpoint;
import io.shopfleet.operator.holding.Kind;
import io.shopfleet.operator.holding.Step;
import io.shopfleet.operator.consumer.Target;
import io.shopfleet.operator.holding.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Databases of PostgreSQL. */
public final class DatabaseKind implements Kind<ShopDatabase, Seen> {
    private static final String LIMIT = "connection.limit";

    private final DatabasePlanner planner = new DatabasePlanner();

    @Override
    public ClaimKind claimed() {
        return ClaimKind.Database;
    }

    @Override
    public String environment(ShopDatabase database) {
        return database.getSpec().environment();
    }

    @Override
    public Optional<String> provider(ShopDatabase database) {
        return Optional.ofNullable(database.getSpec().provider());
    }

    @Override
    public Optional<Endpoint> endpoint(ShopEnvironmentSpec environment) {
        return Optional.ofNullable(environment.postgres())
                .map(postgres -> postgres.external())
                .map(postgres -> new Endpoint(List.of(postgres.address()), postgres.tls(), postgres.credentialsSecret()));
    }

    @Override
    public String name(ShopDatabase database, ShopEnvironmentSpec environment) {
        var meta = database.getMetadata();
        String own = database.getSpec().databaseName();
        String prefix = environment.postgres().databases().prefix().replace("{namespace}", meta.getNamespace());
        return (prefix + (own == null ? meta.getName() : own)).replace('-', '_');
    }

    @Override
    public Terms terms(ShopDatabase database) {
        ShopDatabaseSpec spec = database.getSpec();
        return new Terms(spec.adoption(), spec.deletionPolicy(), spec.onLoss());
    }

    @Override
    public List<Problem> problems(ShopDatabase database, ShopEnvironmentSpec environment) {
        var problems = new ArrayList<Problem>();
        DatabaseNames.refusal(name(database, environment)).ifPresent(refusal -> problems.add(new Problem(
                "spec.databaseName", Severity.Error, Reason.InvalidValue,
                "with its prefix the database would be called " + name(database, environment) + ", but " + refusal,
                "make another ShopDatabase with another spec.databaseName")));
        DatabaseNames.refusal(database.getSpec().schema()).ifPresent(refusal -> problems.add(new Problem(
                "spec.schema", Severity.Error, Reason.InvalidValue, refusal, "make another ShopDatabase with another spec.schema")));
        List<String> allowed = AllowedExtensions.of(environment.postgres().databases());
        database.getSpec().extensions().stream()
                .filter(extension -> !allowed.contains(extension))
                .sorted()
                .map(extension -> new Problem(
                        "spec.extensions", Severity.Error, Reason.NotSupported,
                        "the environment does not let teams have the extension " + extension,
                        "leave it out, or have it added to spec.postgres.databases.allowedExtensions of the environment"))
                .forEach(problems::add);
        return problems;
    }

    /** Beyond what could not be created: what somebody else changed and shall not be put right. */
    @Override
    public List<Problem> unsupported(ShopDatabase database, Optional<Seen> seen) {
        return seen.stream().flatMap(there -> {
            Wanted wanted = wanted(database, there.name(), Set.of());
            DatabasePlan plan = planner.plan(wanted, there);
            return Stream.concat(
                    plan.obstacles().stream().map(obstacle -> new Problem(
                            "spec.extensions", Severity.Error, Reason.NotSupported, obstacle.message(),
                            "leave it out, or ask who runs the server to install it")),
                    Leniency.drift(database, plan).map(steps -> drifted(wanted, steps)).stream());
        }).toList();
    }

    private static Problem drifted(Wanted wanted, List<io.shopfleet.operator.database.rights.Step> steps) {
        return new Problem(
                "spec.onDrift", Severity.Warning, Reason.Drifted,
                "somebody else changed it; not put right, which would be told as: "
                        + new DatabaseChange.Change(wanted.names(), steps).words(),
                "undo the change, or set spec.onDrift to Repair");
    }

    @Override
    public SortedSet<String> settings(ShopDatabase database, List<Consumer> consumers) {
        return database.getSpec().connectionLimit() == null ? new TreeSet<>() : new TreeSet<>(Set.of(LIMIT));
    }

    /** Logins come last: their rights are those of groups, which have to be there. */
    @Override
    public List<Step> steps(
            ShopDatabase database, String name, Optional<Seen> seen, ShopClaimSpec claim, List<Consumer> consumers) {
        Wanted wanted = wanted(database, name, Set.copyOf(claim.configured()));
        if (seen.isEmpty()) {
            return List.of(new DatabaseChange.Create(wanted));
        }
        DatabasePlan plan = planner.plan(wanted, seen.get());
        if (plan.isBlocked()) {
            // Whoever makes it looks again, and tells what is in the way.
            return List.of(new DatabaseChange.Create(wanted));
        }
        var steps = plan.steps().isEmpty() || Leniency.drift(database, plan).isPresent()
                ? DatabaseLogins.steps(wanted.names(), seen.get(), consumers)
                : plan.steps();
        return steps.isEmpty() ? List.of() : List.of(new DatabaseChange.Change(wanted.names(), steps));
    }

    @Override
    public Optional<Target> target(Dependency edge, String namespace) {
        return Optional.ofNullable(edge.database()).map(database -> Target.of(database.namespace(), database.name(), namespace));
    }

    @Override
    public boolean grants(ShopDatabase database, Dependency edge, String namespace, String service) {
        return database.getSpec().grants().stream().anyMatch(grant -> grant.namespace().equals(namespace)
                && (grant.service() == null || grant.service().equals(service))
                && grant.access().compareTo(edge.database().access()) >= 0);
    }

    @Override
    public String login(String name, Consumer consumer) {
        return DatabaseLogins.role(name, consumer);
    }

    /** A login is for one database. */
    @Override
    public String account(ShopDatabase database) {
        var meta = database.getMetadata();
        return "postgres-" + CanonicalJson.digest(List.of(meta.getNamespace(), meta.getName())).substring(0, 8);
    }

    @Override
    public Bound bound(
            ShopDatabase database, String name, ShopEnvironmentSpec environment, Consumer consumer, Dependency edge, String password) {
        var server = environment.postgres().external();
        String[] address = server.address().split(":", 2);
        String mode = server.tls() == TlsMode.None ? "disable" : "verify-full";
        String place = server.address() + "/" + name;
        String login = login(name, consumer);
        var facts = new TreeMap<>(Map.of(
                "kind", "database", "url", "postgresql://" + place, "host", address[0], "port", address[1], "database", name,
                "schema", database.getSpec().schema(), "sslmode", mode));
        var files = new TreeMap<>(Map.of(
                "type", "postgresql", "provider", "shopfleet", "host", address[0], "port", address[1], "database", name,
                "username", login, "password", password, "sslmode", mode));
        files.put("jdbc-url", "jdbc:postgresql://" + place + "?sslmode=" + mode);
        files.put("uri", "postgresql://" + login + ":" + password + "@" + place + "?sslmode=" + mode);
        return new Bound(facts, files);
    }

    /** @param configured settings that the resource once made; one that it no longer names is taken back */
    private static Wanted wanted(ShopDatabase database, String name, Set<String> configured) {
        ShopDatabaseSpec spec = database.getSpec();
        Optional<Integer> limit = Optional.ofNullable(spec.connectionLimit())
                .or(() -> configured.contains(LIMIT) ? Optional.of(Wanted.UNLIMITED) : Optional.empty());
        return new Wanted(new DatabaseNames(name, spec.schema()), new TreeSet<>(spec.extensions()), limit);
    }
}
