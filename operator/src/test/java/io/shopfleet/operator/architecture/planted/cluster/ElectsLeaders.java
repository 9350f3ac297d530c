package io.shopfleet.operator.architecture.planted.cluster;

import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;

/** Planted: a second place that knows how leaders are elected. */
public final class ElectsLeaders {
    private ElectsLeaders() {}

    public static LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("second").build();
    }
}
