package io.shopfleet.operator.golden;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.operator.fleet.Fleet.View;
import io.shopfleet.operator.migration.Run.State;
import io.shopfleet.operator.status.Applied.Repair;
import java.util.List;
import java.util.Map;

/**
 * What is special about the moment that a case shows.
 *
 * @param passes looks at the service since it was applied; what the last one decides is shown
 * @param pods available pods by version, or version and epoch as in 1.0.0/2; all that are wanted where a version is not listed
 * @param migrations how that of a version stands; it is done where a version is not listed
 * @param meanwhile looks at the spec of {@code in-meanwhile.yaml}, which was not given the time to finish
 * @param later seconds that go by before the last pass
 * @param forget what has been lost: {@code record VERSION} before the service was applied, {@code status} before the last pass
 * @param obstacles what the API server refused in the last pass
 * @param repairs what somebody else had changed before the last pass
 * @param objects whether planned objects are shown in full
 */
record Moment(
        Integer passes,
        Map<String, Integer> pods,
        Map<String, State> migrations,
        Integer meanwhile,
        Integer later,
        View view,
        List<String> forget,
        List<Problem> obstacles,
        List<Repair> repairs,
        Show objects) {

    enum Show {
        names,
        full
    }

    static final Moment PLAIN = new Moment(null, null, null, null, null, null, null, null, null, null);

    Moment {
        passes = passes == null ? 1 : passes;
        pods = pods == null ? Map.of() : pods;
        migrations = migrations == null ? Map.of() : migrations;
        meanwhile = meanwhile == null ? 0 : meanwhile;
        later = later == null ? 0 : later;
        view = view == null ? View.Current : view;
        forget = forget == null ? List.of() : forget;
        obstacles = obstacles == null ? List.of() : obstacles;
        repairs = repairs == null ? List.of() : repairs;
        objects = objects == null ? Show.names : objects;
    }
}
