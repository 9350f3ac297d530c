package io.shopfleet.operator.status;

import io.shopfleet.api.v1alpha1.ShopServiceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pass has to tell.
 *
 * @param status the whole status
 * @param changed it differs from the one seen
 * @param again the pass wrote something, so its own events may have hidden somebody else's
 */
public record Report(
        ShopServiceStatus status,
        boolean changed,
        boolean again,
        List<Happening> happenings,
        Optional<Duration> lookAgain) {}
