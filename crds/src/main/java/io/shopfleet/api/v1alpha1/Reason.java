package io.shopfleet.api.v1alpha1;

/**
 * Why a condition, a verdict, a problem or an event is what it is. The list is closed: status and events use nothing else,
 * and the table in the documentation is made from it. A constant's meaning also says what to do, where there is something to do.
 */
public enum Reason {
    Ready("Everything the service asks for is in place."),
    Reconciling("The operator is at work."),
    Initializing("The resource has been seen; nothing has been decided yet."),
    Valid("The specification can be carried out."),
    Promoted("The wanted revision has all the traffic."),
    RollingOut("The wanted revision is on its way."),
    MigrationRunning("A migration of the wanted revision runs before its first pod starts. A newer specification waits for its end."),
    MigrationFailed("A migration of the new revision failed, and what serves goes on. Read the message and the log of the Job; then change the "
            + "image or the command, or give the command retry, which runs it anew."),
    ReturningToServing("The new revision failed; the serving one takes all replicas back."),
    Available("The serving revision has at least as many available pods as it needs."),
    NoPodsAvailable("The serving revision has no available pod."),
    SomePodsUnavailable("The serving revision has fewer available pods than wanted."),
    ScaledToZero("The service is wanted with no pods, and has none."),
    NeverServed("No revision has served yet."),
    DependenciesMet("Every dependency is what the service requires it to be."),
    DependencyMissing("A dependency does not exist. Apply it, or set require to Optional."),
    DependencyNotReady("A dependency exists, and its serving revision is not available."),
    DependencyVersionNotMet("A dependency serves an older version than minVersion asks for, or one that cannot be compared "
            + "with it. Roll out a later version of the dependency, or change minVersion."),
    DependencyNotGranted("A dependency in another namespace does not exist, or its spec.grants does not name the service; the "
            + "two are told alike. Its owner adds the grant."),
    DependencyCycle("Services require each other, so these edges hold nothing back. Set require of one of them to Optional, "
            + "or remove it."),
    ExternalMissing("The ShopEnvironment lists no external address of that name. Add it to spec.external of the "
            + "environment, or name another."),
    NoDependencies("The service has no dependencies."),
    EnvironmentMissing("The ShopEnvironment that the service names does not exist. Apply it, or name another in "
            + "spec.environment."),
    NamespaceNotAllowed("The ShopEnvironment does not admit the namespace of the service. Label the namespace, or change "
            + "spec.allowedNamespaces of the environment."),
    ImageNotAllowed("The image is in none of the repositories that the ShopEnvironment allows. Use another image, or "
            + "extend spec.images.allowedRepositories of the environment."),
    LimitExceeded("The services of the namespace would ask for more than the ShopEnvironment allows them together. Ask for "
            + "less, make room in another service, or have spec.limits of the environment raised."),
    UnknownValue("A field holds a value that this version of the operator does not know. Correct it, or upgrade "
            + "the operator."),
    Unreadable("The resource cannot be read. Correct the field that the message names."),
    InvalidValue("A field holds a value that cannot be used. Correct it as the message says."),
    SecretMissing("A Secret that the service names does not exist. Create it, with the label shopfleet.io/bindable: "
            + "\"true\"."),
    SecretNotBindable("A Secret that the service names lacks the label shopfleet.io/bindable: \"true\". Add the label."),
    ConfigMapMissing("A ConfigMap that the service names does not exist. Create it, with the label "
            + "shopfleet.io/bindable: \"true\"."),
    ConfigMapNotBindable("A ConfigMap that the service names lacks the label shopfleet.io/bindable: \"true\". Add the "
            + "label."),
    KeyMissing("A Secret or ConfigMap lacks the key that the service names. Add the key, or name another."),
    TooLarge("The values that the service takes from ConfigMaps or Secrets are larger than what can be copied. Name single "
            + "keys instead of whole objects, or move large content into the image."),
    NotOwned("An object with the name that the operator needs belongs to somebody else. It is left alone; "
            + "rename or delete it, or rename the service. One that nobody owns is taken over with the annotation shopfleet.io/adopt."),
    Adopted("Objects that nobody owned belong to the service now, as the annotation shopfleet.io/adopt asks."),
    NotAdoptable("What the annotation shopfleet.io/adopt asks to take over does not go together with the specification. Nothing "
            + "is touched until both are changed as the message says."),
    HandoverHeld("Pods that were taken over are reached by labels or ports that the new revision lacks. Add them as the message "
            + "says; the pods that run keep the traffic until then."),
    ObjectContested("Somebody else changes or deletes an object of the service again and again. The operator puts it right, but "
            + "only every thirty seconds. Find out who does that, and stop it."),
    WriteRefused("The API server refused an object that the operator wrote. The message quotes its answer."),
    RevisionRefused("An object of a revision exists with other content, and such objects never change. Delete it, or "
            + "make a new revision."),
    RecordMissing("The record of a live revision was deleted. Its pods run on, but nothing looks after them until a new "
            + "revision takes over."),
    EpochMissing("The copy of the credentials that a live revision reads was deleted. Its running pods keep what they "
            + "have; the revision is rolled out again with a new copy."),
    ProgressDeadlineExceeded("The rollout stood still for longer than spec.rollout.progressDeadline."),
    ImagePullFailed("The image of the new revision cannot be pulled. Check its name, its tag and "
            + "spec.pod.imagePullSecrets."),
    CrashLooping("Containers of the new revision end again and again. Read their log."),
    Unschedulable("No node takes the pods of the new revision. Check resources, nodeSelector and tolerations."),
    ProbeFailing("Containers of the new revision run and their probe fails. Check health and the log."),
    ContainerConfigInvalid("Containers of the new revision cannot be created from their configuration. The message quotes "
            + "the node's answer."),
    RolledBack("A command made an older revision serve. The one that the specification describes is not tried again while "
            + "the specification stays the same. Change the specification, or give the command retry."),
    CommandAccepted("A command was taken up. status.command tells what becomes of it."),
    CommandRefused("A command was not carried out. The message says why and what is possible; give it anew with a new id."),
    Superseded("A newer revision took the place of this one before it was promoted."),
    Paused("spec.paused is true, or the annotation shopfleet.io/plan is there; nothing is changed."),
    Frozen("The ShopEnvironment is frozen: new revisions wait, what serves is kept up. Wait for the end, or have spec.freeze of "
            + "the environment removed."),
    NotFrozen("New revisions start as ever."),
    DriftRepaired("A field that the operator owns had been changed by somebody else and was put right."),
    RolloutStarted("A new revision is on its way."),
    PendingTemplateUpdate("The serving revision has the pod template of another operator version. It keeps it until the specification "
            + "changes, or until spec.upgrades of the ShopEnvironment gives the service its turn."),
    Upgraded("No service of the environment has the pod template of another operator version."),
    UpgradeRunning("Services of the environment take the pod template of this operator, a few at a time."),
    UpgradeHalted("A service did not arrive at the pod template of this operator; the others wait. Change that service, so that "
            + "it arrives, or remove spec.upgrades of the ShopEnvironment."),
    NotVerified("NetworkPolicies are written; whether the cluster enforces them is not known. Ask who runs the cluster, or try to "
            + "reach a service from a pod that it does not let in."),
    Synced("Everything outside the cluster is as it should be."),
    OperatorMissing("Another operator that shall run a server of the environment is not installed. Install it; it is looked for again every "
            + "half minute."),
    ProviderMissing("The ShopEnvironment provides nothing of this kind, or no provider of this name for the namespace. Add it to the "
            + "environment, or name another environment."),
    CredentialsMissing("The Secret with the account that the operator uses there does not exist or lacks a key. Who runs the platform "
            + "creates it in the operator's namespace."),
    NotSupported("Something asked for cannot be done. All else is done; change the field that the message names."),
    Conflict("The name outside belongs to another resource. Nothing is touched. Choose another name, or have the other release it."),
    WrongBackend("Another server answers at the address than the one that was used before. Nothing is touched until the right one "
            + "answers again."),
    BackendReset("A server of the environment that keeps nothing when its pod goes lost all it had. What is described is made anew, "
            + "empty. To keep data, have storage given to the server, which takes another ShopEnvironment."),
    ExternallyDeleted("What existed outside is gone, or was replaced by somebody else. Bring it back, or set spec.onLoss to Recreate, "
            + "which makes it anew and empty."),
    Drifted("Somebody else changed what this resource describes, and spec.onDrift says to leave it so. Undo the change, or set "
            + "spec.onDrift to Repair."),
    DependencyUnreachable("The server does not answer. It is asked again and again."),
    AuthFailed("The server refuses the account that the operator uses. Correct the Secret in the operator's namespace."),
    PermissionDenied("The account that the operator uses may not do this. Who runs the server grants it."),
    BackendRefused("The server refused what the operator asked. The message quotes its answer."),
    DeletionBlocked("The resource is to be deleted with what it stands for, and the server does not answer or refuses. It is tried again "
            + "without end; the annotation shopfleet.io/force-orphan: \"true\" lets the resource go and keeps what it stands for, and "
            + "shopfleet.io/deletion-deadline: 30m does so half an hour after the deletion."),
    Orphaned("The resource is gone and what it stood for was kept, as the annotation shopfleet.io/force-orphan or "
            + "shopfleet.io/deletion-deadline asks."),
    Retained("The resource is gone and what it stood for was kept, as spec.deletionPolicy says."),
    ClaimTakenBack("A resource of the same namespace and name took over what its predecessor had left."),
    StaleView("The operator's view was older than what it had written before; it looked again.");

    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** What the reason tells a person, and the cure. */
    public String meaning() {
        return meaning;
    }
}
