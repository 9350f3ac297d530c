package io.shopfleet.operator.backend.kafka;

import io.shopfleet.operator.topic.TopicStep;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** Changes of accounts and of what they may do. Passwords leave this process as salted hashes only. */
record AccessChange(Admin admin, SecureRandom random) {
    private static final ScramCredentialInfo HASH = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    private static final String ANYWHERE = "*";

    KafkaFuture<?> open(String account, String password) {
        return admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(account, HASH, password))).all();
    }

    KafkaFuture<?> allow(TopicStep.Allow step) {
        return admin.createAcls(bindings(ResourceType.TOPIC, step.topic(), step.account(), step.operations())).all();
    }

    KafkaFuture<?> allow(TopicStep.AllowGroup step) {
        return admin.createAcls(List.of(binding(ResourceType.GROUP, step.group(), step.account(), AclOperation.READ))).all();
    }

    KafkaFuture<?> forbid(TopicStep.Forbid step) {
        return admin.deleteAcls(bindings(ResourceType.TOPIC, step.topic(), step.account(), step.operations()).stream()
                .map(AclBinding::toFilter)
                .toList()).all();
    }

    /**
     * A password that nobody knows. The account itself stays: a Kafka 4.3 that replays the removal of one at its next start
     * refuses every login from then on.
     */
    KafkaFuture<?> lock(String account) {
        var password = new byte[32];
        random.nextBytes(password);
        return admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(account, HASH, password))).all();
    }

    KafkaFuture<?> forbidEverything(String account) {
        var everything = new AclBindingFilter(
                new ResourcePatternFilter(ResourceType.ANY, null, PatternType.ANY),
                new AccessControlEntryFilter("User:" + account, null, AclOperation.ANY, AclPermissionType.ANY));
        return admin.deleteAcls(List.of(everything)).all();
    }

    private static List<AclBinding> bindings(ResourceType type, String name, String account, SortedSet<String> operations) {
        return operations.stream()
                .map(operation -> binding(type, name, account, AclOperation.valueOf(operation)))
                .toList();
    }

    private static AclBinding binding(ResourceType type, String name, String account, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:" + account, ANYWHERE, operation, AclPermissionType.ALLOW));
    }
}
