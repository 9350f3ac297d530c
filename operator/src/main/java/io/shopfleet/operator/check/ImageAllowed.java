package io.shopfleet.operator.check;

import io.shopfleet.api.v1alpha1.Problem;
import io.shopfleet.api.v1alpha1.Reason;
import io.shopfleet.api.v1alpha1.Severity;
import io.shopfleet.api.v1alpha1.ShopEnvironmentSpec;
import io.shopfleet.api.v1alpha1.ShopService;
import io.shopfleet.operator.fleet.Fleet;
import java.util.List;
import java.util.stream.Stream;

/** The image comes from a repository that the environment allows. */
final class ImageAllowed implements Check {

    @Override
    public Stream<Problem> problems(ShopService service, Fleet fleet) {
        List<String> allowed =
                fleet.environment().value().map(ImageAllowed::repositories).orElse(List.of());
        String image = service.getSpec().image();
        return allowed.isEmpty() || allowed.stream().anyMatch(repository -> within(image, repository))
                ? Stream.empty()
                : Stream.of(new Problem(
                        "spec.image",
                        Severity.Error,
                        Reason.ImageNotAllowed,
                        "ShopEnvironment " + service.getSpec().environment() + " does not allow images from where " + image
                                + " lies",
                        "allowed are: " + String.join(", ", allowed)));
    }

    private static List<String> repositories(ShopEnvironmentSpec environment) {
        return environment.images() == null ? List.of() : environment.images().allowedRepositories();
    }

    /** A prefix ends at a border of the name: registry.example/shop does not allow registry.example/shopping/x. */
    private static boolean within(String image, String repository) {
        if (!image.startsWith(repository)) {
            return false;
        }
        String rest = image.substring(repository.length());
        return repository.endsWith("/") || rest.isEmpty() || "/:@".indexOf(rest.charAt(0)) >= 0;
    }
}
