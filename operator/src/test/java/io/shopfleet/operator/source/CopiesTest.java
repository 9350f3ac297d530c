package io.shopfleet.operator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Copies of what teams keep in Secrets and ConfigMaps")
class CopiesTest {
    private static final Content CARD = Content.of(new SecretBuilder().withData(Map.of("token", "b25l")).build());

    private static PodTemplateSpec mounts(String secret) {
        return new PodTemplateSpecBuilder().withNewSpec()
                .addNewVolume().withName("file").withNewSecret().withSecretName(secret).endSecret().endVolume()
                .endSpec().build();
    }

    private static Epoch epoch(String... keys) {
        return new Epoch(3, "", new TreeSet<>(List.of(keys)));
    }

    @Test
    void aValueIsTheSameAsTextAndAsBinary() {
        var map = new ConfigMapBuilder().withData(Map.of("text", "one")).withBinaryData(Map.of("binary", "b25l")).build();
        Content content = Content.of(map);
        assertThat(content.values()).isEqualTo(Map.of("text", "b25l", "binary", "b25l"));
        assertThat(content.fingerprints().get("text")).isEqualTo(content.fingerprints().get("binary"))
                .isEqualTo(new Fingerprint("7692c3ad3540bb803c020b3aee66cd88", 3));
    }

    @Test
    void aValueNeverShowsInText() {
        assertThat(CARD).hasToString("values of [token]");
        assertThat(CARD.fingerprints().get("token").toString()).isEqualTo("7692c3ad3540bb803c020b3aee66cd88/3");
        assertThatThrownBy(() -> Fingerprint.parse("my-password")).hasMessage("not a fingerprint");
        assertThat(Fingerprint.parse("7692c3ad3540bb803c020b3aee66cd88/3")).isEqualTo(CARD.fingerprints().get("token"));
    }

    @Test
    void equalCredentialsShowNowhere() {
        Epoch one = Epoch.of(1, "uid", CARD.fingerprints());
        assertThat(one.holds("uid", CARD.fingerprints())).isTrue();
        assertThat(one.holds("uid", new TreeMap<>())).isFalse();
        assertThat(List.of(one.content(), Epoch.of(2, "uid", CARD.fingerprints()).content(),
                Epoch.of(1, "other", CARD.fingerprints()).content())).doesNotHaveDuplicates();
    }

    @Test
    void aFolderShowsTheKeysOfItsOwnSecretUnderTheirOwnNames() {
        PodTemplateSpec template = new Credentials(mounts("card")).in(epoch("card_a_b", "card_token", "card-2_x"), "epoch");
        var secret = template.getSpec().getVolumes().getFirst().getSecret();
        assertThat(secret.getSecretName()).isEqualTo("epoch");
        assertThat(secret.getItems()).extracting(item -> item.getKey() + " " + item.getPath())
                .containsExactly("card_a_b a_b", "card_token token");
    }

    /** A volume without a list of keys would show the credentials of all others. */
    @Test
    void aFolderOfASecretWithoutKeysIsEmpty() {
        PodTemplateSpec template = new Credentials(mounts("card")).in(epoch("other_token"), "epoch");
        var volume = template.getSpec().getVolumes().getFirst();
        assertThat(volume.getSecret()).isNull();
        assertThat(volume.getEmptyDir()).isNotNull();
    }
}
