package io.shopfleet.e2e;

import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Prints what one asks for first when something went wrong, before anything is cleaned up. */
final class StateOnFailure implements AfterTestExecutionCallback, LifecycleMethodExecutionExceptionHandler {
    private static final List<List<String>> QUESTIONS = List.of(
            List.of("get", "shopenvironments,shopservices", "--all-namespaces"),
            List.of("get", "shopservices", "--all-namespaces", "--output=jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name} {.status}{\"\\n\"}{end}"),
            List.of("get", "pods", "--all-namespaces", "--output=wide"),
            List.of("get", "events", "--all-namespaces", "--sort-by=.metadata.creationTimestamp"),
            List.of("logs", "deployment/shopfleet", "--namespace", Operator.NAMESPACE, "--tail=200"));

    @Override
    public void afterTestExecution(ExtensionContext test) {
        test.getExecutionException()
                .filter(failure -> !(failure instanceof TestAbortedException))
                .ifPresent(failure -> print(test.getDisplayName()));
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        print(test.getDisplayName());
        throw failure;
    }

    private static void print(String test) {
        System.err.println("--- the cluster after the failure of " + test);
        for (List<String> question : QUESTIONS) {
            System.err.println("--- kubectl " + String.join(" ", question));
            System.err.println(answer(question));
        }
    }

    private static String answer(List<String> question) {
        try {
            return Node.kubectl(question.toArray(String[]::new));
        } catch (RuntimeException | Error e) {
            return "(no answer: " + e.getMessage() + ")";
        }
    }
}
