package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.ReadWholes.OfConsumer;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Whole;

/** Groups and economies as the API answers them. */
@Schema(name = "Aggregates")
record WholeView(
        LocalDate at,
        LocalDate known,

        @Schema(enumeration = {"equal", "imports"}) String weights,

        @Schema(description = "by consumer and group") List<OneWhole> items) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Aggregate")
    record OneWhole(
            String consumer,

            @Schema(description = "id of a group, or economy", examples = "rare-earths")
            String group,

            @Schema(description = "weighted arithmetic mean of its members, points; absent where no weight is known")
            @Nullable
            Double mean,

            @Nullable String band,

            @Schema(description = "the member with the highest score") @Nullable
            Member worst,

            @Schema(description = "the highest score first; `part` adds to the mean")
            List<Member> members,

            @Schema(description = "minerals left out because their weight is not known")
            List<String> unweighted) {

        static OneWhole of(OfConsumer one, List<String> minerals) {
            return one.whole()
                    .map(whole -> new OneWhole(
                            one.consumer(),
                            one.of(),
                            whole.mean(),
                            Band.of(whole.mean()).name(),
                            Member.of(whole.worst()),
                            whole.members().stream().map(Member::of).toList(),
                            whole.unweighted()))
                    .orElseGet(() -> new OneWhole(one.consumer(), one.of(), null, null, null, List.of(), minerals));
        }
    }

    @Schema(name = "AggregateMember")
    record Member(
            String mineral,

            @Schema(description = "the one of its stages with the highest score")
            String cell,

            double score,
            String band,

            @Schema(description = "0 to 1; those of all members add to 1")
            double weight,

            @Schema(description = "points of the mean") double part) {

        static Member of(Whole.Member member) {
            return new Member(
                    member.cell().mineral(),
                    member.cell().toString(),
                    member.points(),
                    Band.of(member.points()).name(),
                    member.weight(),
                    member.part());
        }
    }

    static String inWords(Whole.Weighting weighting) {
        return weighting.name().toLowerCase(Locale.ROOT);
    }
}
