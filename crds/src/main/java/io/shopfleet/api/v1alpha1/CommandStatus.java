package io.shopfleet.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.shopfleet.api.schema.Timestamp;
import java.util.List;

@JsonClassDescription("A command given by annotation, and what became of it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CommandStatus(
        @JsonPropertyDescription("The id that came with it. A command with this id is not carried out again. Absent: it could "
                + "not be read.")
        @Size(max = Syntax.LABEL)
        @Pattern(Syntax.COMMAND_ID)
        String id,

        @JsonPropertyDescription("The command as it was given, cut after 253 characters.")
        @Size(max = Syntax.NAME)
        String command,

        @JsonPropertyDescription("Running: taken up and on its way. Done: in place. Failed: the revision was tried and given up. "
                + "Superseded: a newer specification came first. Refused: nothing was done.")
        CommandOutcome outcome,

        @JsonPropertyDescription("The revision that shall serve by it. Absent: none.")
        @Size(min = 10, max = 10)
        @Pattern(Syntax.REVISION)
        String revision,

        @JsonPropertyDescription("What is done about it, or why nothing is and what is possible.")
        @Size(max = Syntax.MESSAGE)
        String message,

        @JsonPropertyDescription("When it was taken up or refused.")
        @Timestamp
        String at,

        @JsonPropertyDescription("Ids of the commands before it, newest first; they are not carried out again either. At most 8.")
        @Size(max = 8)
        List<@Size(max = Syntax.LABEL) String> earlier) {

    public CommandStatus {
        earlier = earlier == null ? List.of() : earlier;
    }
}
