package io.shopfleet.operator.backend.kafka;

import io.shopfleet.operator.topic.SeenAccess;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Accounts and what they may do, by two calls for all of them. A server without accounts has none; one that does not tell the
 * operator has none that it could change either, which shows when it tries to.
 */
record AccessLook(Admin admin) {
    private static final String USER = "User:";

    CompletableFuture<SeenAccess> now() {
        return allowed().thenCombine(accounts(), (bindings, accounts) ->
                new SeenAccess(topics(bindings), groups(bindings), accounts));
    }

    private CompletableFuture<Collection<AclBinding>> allowed() {
        var any = new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.ANY, null, PatternType.LITERAL), AccessControlEntryFilter.ANY);
        return orNone(admin.describeAcls(any).values(), Set.<AclBinding>of());
    }

    private CompletableFuture<Set<String>> accounts() {
        return orNone(admin.describeUserScramCredentials().users(), List.<String>of()).thenApply(HashSet::new);
    }

    private static <T> CompletableFuture<T> orNone(KafkaFuture<? extends T> answer, T none) {
        return answer.toCompletionStage().toCompletableFuture().<T>thenApply(value -> value).exceptionallyCompose(failure ->
                KafkaFailures.cause(failure) instanceof SecurityDisabledException
                                || KafkaFailures.cause(failure) instanceof AuthorizationException
                        ? CompletableFuture.completedFuture(none)
                        : CompletableFuture.failedFuture(KafkaFailures.cause(failure)));
    }

    private static Map<String, SortedMap<String, SortedSet<String>>> topics(Collection<AclBinding> bindings) {
        var topics = new HashMap<String, SortedMap<String, SortedSet<String>>>();
        bindings.stream().filter(binding -> isAllowed(binding, ResourceType.TOPIC)).forEach(binding -> topics
                .computeIfAbsent(account(binding), unknown -> new TreeMap<>())
                .computeIfAbsent(binding.pattern().name(), unknown -> new TreeSet<>())
                .add(binding.entry().operation().name()));
        return topics;
    }

    private static Map<String, SortedSet<String>> groups(Collection<AclBinding> bindings) {
        var groups = new HashMap<String, SortedSet<String>>();
        bindings.stream().filter(binding -> isAllowed(binding, ResourceType.GROUP)).forEach(binding ->
                groups.computeIfAbsent(account(binding), unknown -> new TreeSet<>()).add(binding.pattern().name()));
        return groups;
    }

    private static boolean isAllowed(AclBinding binding, ResourceType type) {
        return binding.pattern().resourceType() == type
                && binding.entry().permissionType() == AclPermissionType.ALLOW
                && binding.entry().principal().startsWith(USER);
    }

    private static String account(AclBinding binding) {
        return binding.entry().principal().substring(USER.length());
    }
}
