package io.shopfleet.api.v1alpha1;

/** What strings of the API may look like, as patterns of the schema, and the limits that several fields share. */
final class Syntax {
    static final String DNS_LABEL = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    static final String SERVICE_NAME = "^[a-z]([-a-z0-9]*[a-z0-9])?$";
    static final String OBJECT_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    static final String PORT_NAME = "^[a-z](-?[a-z0-9])*$";
    static final String DATA_KEY = "^[-._a-zA-Z0-9]+$";
    static final String LABEL_KEY = "^([a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
            + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";
    static final String LABEL_VALUE = "^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$";
    static final String VERSION = "^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$";
    static final String ENV_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";
    static final String IMAGE = "^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[a-f0-9]{64})?$";
    static final String REPOSITORY = "^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$";
    static final String MOUNT_PATH = "^(/[A-Za-z0-9._-]*[A-Za-z0-9_-][A-Za-z0-9._-]*)+$";
    static final String URL_PATH = "^/[^\\s?#]*$";
    static final String HTTP_URL = "^https?://[^\\s/?#@]+(/[^\\s?#]*)?$";
    static final String URL = "^[a-z][a-z0-9+.-]*://[^\\s/?#@]+(/[^\\s?#]*)?$";
    static final String DURATION = "^([0-9]{1,3}h)?([0-9]{1,4}m)?([0-9]{1,5}s)?$";
    static final String COMMAND_ID = "^[A-Za-z0-9._-]+$";
    static final String REVISION = "^[a-z0-9]{10}$";

    static final String HOST_PORT = "^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:[0-9]{1,5}$";
    static final String TOPIC = "^[A-Za-z0-9._-]+$";
    static final String TOPIC_PREFIX = "^([A-Za-z0-9.-]|[{]namespace[}])*$";
    static final String SQL_NAME = "^[a-z_][a-z0-9_]*$";
    static final String DATABASE_PREFIX = "^([a-z0-9_]|[{]namespace[}])*$";
    static final String EXTENSION = "^[a-z][a-z0-9_-]*$";
    static final String KEY_SPACE = "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$";
    static final String KEY_SPACE_PREFIX = "^([a-z0-9._-]|[{]namespace[}])*$";
    static final String SETTING = "^[a-z][a-z0-9.]*$";
    static final String CONFIGURED = "^[a-z][A-Za-z0-9.:_-]*$";

    static final int NAME = 253;
    static final int LABEL = 63;
    static final int KEY = 316;
    static final int IMAGE_LENGTH = 512;
    static final int PATH_LENGTH = 256;
    static final int MESSAGE = 1024;

    /** The greatest whole number that every JSON reader keeps exact. */
    static final double LONG = 9007199254740991d;
    static final double INT = Integer.MAX_VALUE;

    private Syntax() {
    }
}
