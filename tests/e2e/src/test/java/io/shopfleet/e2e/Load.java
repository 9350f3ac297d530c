package io.shopfleet.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Open-loop load from inside the cluster, half of it over kept connections, without retries, until it is closed. */
final class Load implements AutoCloseable {
    private static final String POD = "load";
    private static final List<String> SENDERS = List.of("kept", "fresh");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final String namespace;
    private final int rate;
    /** The requests before this one only warmed the pods up: a JVM's first answers are slow, with or without a rollout. */
    private long begin;

    private Load(String namespace, int rate) {
        this.namespace = namespace;
        this.rate = rate;
    }

    /** Returns when the pods are warm. @param rate requests per second of each half */
    static Load start(String namespace, int rate, Target... targets) {
        String lines = Stream.of(targets).map(Target::json).map(line -> "    " + line).collect(Collectors.joining("\n"));
        Node.apply(Resource.text("load.yaml").replace("@NAME@", POD).replace("@NAMESPACE@", namespace)
                .replace("@TARGETS@", lines).replace("@RATE@", Integer.toString(rate))
                .replace("@TIMEOUT@", TIMEOUT.toSeconds() + "s"));
        Node.kubectl("wait", "--for=condition=Ready", "pod/" + POD, "--namespace", namespace, "--timeout=120s");
        var load = new Load(namespace, rate);
        load.awaitSecondsMore(3);
        load.begin = load.newest() + 1;
        return load;
    }

    /** Until every sender has had the answers of so many seconds more: what just happened is among them. */
    void awaitSecondsMore(int seconds) {
        long before = fewest();
        Await.slowly("the load to go on", () -> fewest() >= before + (long) seconds * rate);
    }

    Answers answers() {
        var all = new ArrayList<Answer>();
        SENDERS.forEach(sender -> of(sender).filter(answer -> answer.number() >= begin).forEach(all::add));
        var answers = new Answers(all, begin, rate, TIMEOUT);
        System.out.println("load: " + answers);
        return answers;
    }

    private long fewest() {
        return SENDERS.stream().mapToLong(sender -> of(sender).count()).min().orElse(0);
    }

    private long newest() {
        return SENDERS.stream().flatMap(this::of).mapToLong(Answer::number).max().orElse(0);
    }

    private Stream<Answer> of(String sender) {
        return Node.kubectl("exec", POD, "--namespace", namespace, "--container", sender, "--",
                        "/vegeta", "encode", "--to", "json", "/results/" + sender)
                .lines().map(line -> Answer.read(sender, line));
    }

    @Override
    public void close() {
        Node.kubectl("delete", "pod/" + POD, "configmap/" + POD, "--namespace", namespace, "--grace-period=0", "--force");
    }

    /** A request that is sent again and again. */
    record Target(String method, String url, String body) {
        static Target get(String url) {
            return new Target("GET", url, "");
        }

        static Target post(String url, String body) {
            return new Target("POST", url, body);
        }

        /** The load generator's own form; it wants bodies in base 64. */
        String json() {
            String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
            return "{\"method\": \"%s\", \"url\": \"%s\", \"header\": {\"Content-Type\": [\"application/json\"]}, \"body\": \"%s\"}"
                    .formatted(method, url, encoded);
        }
    }
}
