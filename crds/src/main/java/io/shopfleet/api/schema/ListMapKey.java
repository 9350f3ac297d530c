package io.shopfleet.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The fields that identify an entry of a list. In the schema the list becomes a map by these keys: entries are unique,
 * several field managers may own different entries, and the keys are required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ListMapKey {
    String[] value();
}
