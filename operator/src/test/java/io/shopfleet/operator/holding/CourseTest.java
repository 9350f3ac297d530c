package io.shopfleet.operator.holding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.shopfleet.api.v1alpha1.Adoption;
import io.shopfleet.api.v1alpha1.ClaimKind;
import io.shopfleet.api.v1alpha1.ClaimOrigin;
import io.shopfleet.api.v1alpha1.ClaimOwner;
import io.shopfleet.api.v1alpha1.ClaimState;
import io.shopfleet.api.v1alpha1.DeletionPolicy;
import io.shopfleet.api.v1alpha1.Loss;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.ShopClaimSpec;
import io.shopfleet.api.v1alpha1.ShopTopic;
import io.shopfleet.operator.claim.Tenure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {

    private static Terms terms(Adoption adoption, Loss onLoss) {
        return new Terms(adoption, DeletionPolicy.Retain, onLoss);
    }

    private static Optional<ShopClaimSpec> claim(String id, ClaimOrigin origin) {
        return Optional.of(new ShopClaimSpec(ClaimKind.Topic, "cluster", "shop.prices", new ClaimOwner("shop", "prices", "uid"),
                ClaimState.Held, origin, id, List.of()));
    }

    private static Course ours(String id, Loss onLoss, String seen) {
        return Course.of(terms(Adoption.Never, onLoss), Tenure.Ours, claim(id, ClaimOrigin.Created), Optional.ofNullable(seen));
    }

    private static Reason held(Course course) {
        return ((Course.Hold) course).problem().reason();
    }

    @Test
    void aFreeNameIsClaimedBeforeAnythingElse() {
        assertThat(Course.of(terms(Adoption.Never, Loss.Report), Tenure.Free, Optional.empty(), Optional.empty()))
                .isEqualTo(new Course.Claim(ClaimOrigin.Created));
    }

    @Test
    void whatExistsIsTakenOverOnlyWithConsent() {
        assertThat(Course.of(terms(Adoption.IfUnclaimed, Loss.Report), Tenure.Free, Optional.empty(), Optional.of("id")))
                .isEqualTo(new Course.Claim(ClaimOrigin.Adopted));
        assertThat(held(Course.of(terms(Adoption.Never, Loss.Report), Tenure.Free, Optional.empty(), Optional.of("id"))))
                .isEqualTo(Reason.NotOwned);
    }

    @Test
    void aNameOfOthersIsLeftAloneWhateverIsThere() {
        assertThat(held(Course.of(terms(Adoption.IfUnclaimed, Loss.Recreate), Tenure.Others, claim("id", ClaimOrigin.Created),
                Optional.of("id")))).isEqualTo(Reason.Conflict);
    }

    @Test
    void theClaimOfAPredecessorIsTakenBack() {
        assertThat(Course.of(terms(Adoption.Never, Loss.Report), Tenure.Inherited, claim("id", ClaimOrigin.Created), Optional.of("id")))
                .isEqualTo(new Course.TakeBack());
    }

    /** After a crash between the creation and the note of it, too. */
    @Test
    void whatIsThereUnderAClaimWithoutAnIdIsRecognized() {
        assertThat(ours(null, Loss.Report, "id")).isEqualTo(new Course.Recognize("id"));
        assertThat(ours(null, Loss.Report, null)).isEqualTo(new Course.Proceed());
        assertThat(ours("id", Loss.Report, "id")).isEqualTo(new Course.Proceed());
    }

    @Test
    void whatIsGoneOrWasReplacedIsReportedAndNotMadeAnewUnlessAskedFor() {
        assertThat(held(ours("id", Loss.Report, null))).isEqualTo(Reason.ExternallyDeleted);
        assertThat(held(ours("id", Loss.Report, "other"))).isEqualTo(Reason.ExternallyDeleted);
        assertThat(ours("id", Loss.Recreate, null)).isEqualTo(new Course.Proceed());
        assertThat(ours("id", Loss.Recreate, "other")).isEqualTo(new Course.Recognize("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "Retain, Created, '',                          false, Retain",
        "Retain, Created, shopfleet.io/force-orphan,   false, Retain",
        "Delete, Created, '',                          false, Destroy",
        "Delete, Created, '',                          true,  HandOver",
        "Delete, Created, shopfleet.io/force-orphan,   false, Orphan",
        "Delete, Adopted, '',                          false, Retain",
        "Delete, Adopted, shopfleet.io/delete-adopted, false, Destroy",
        "Delete, Adopted, shopfleet.io/delete-adopted, true,  HandOver"})
    void dataIsDestroyedOnlyWhereThatWasAskedForAndNobodyElseWaits(
            DeletionPolicy policy, ClaimOrigin origin, String annotation, boolean awaited, Ending expected) {
        var topic = new ShopTopic();
        topic.setMetadata(new ObjectMetaBuilder()
                .withAnnotations(annotation.isEmpty() ? null : Map.of(annotation, "true"))
                .build());
        assertThat(Ending.of(topic, policy, claim("id", origin).orElseThrow(), awaited)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "30m,    2026-01-01T12:29:59Z, false",
        "30m,    2026-01-01T12:30:00Z, true",
        "1h30m,  2026-01-01T13:29:59Z, false",
        "soon,   2026-01-02T12:00:00Z, false",
        "'',     2026-01-02T12:00:00Z, false"})
    void aDeletionIsOverdueWhenTheTimeThatAPersonGaveItIsOver(String deadline, Instant now, boolean expected) {
        var topic = new ShopTopic();
        topic.setMetadata(new ObjectMetaBuilder()
                .withDeletionTimestamp("2026-01-01T12:00:00Z")
                .withAnnotations(Map.of("shopfleet.io/deletion-deadline", deadline))
                .build());
        assertThat(Ending.overdue(topic, now)).isEqualTo(expected);
    }
}
