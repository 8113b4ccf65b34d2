package org.mineralwatch.alert.inbound;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is posted for a backtest, as the documentation of the API shows it. */
@Schema(name = "BacktestRequest")
record BacktestBody(
        @Schema(description = "The part of the world it looks at; all of it unless given")
        SubscriptionView.WatchView watch,

        @Schema(required = true, description = "1 to 50, as of a subscription")
        List<ConditionView> conditions,

        @Schema(
                enumeration = {"act"},
                description = "As of a subscription")
        @Nullable
        String groupBy,

        @Schema(description = "First day; a year before the last unless given; at most 10", example = "2023-01-01")
        @Nullable
        LocalDate from,

        @Schema(description = "Last day; today unless given", example = "2026-11-21") @Nullable
        LocalDate to,

        @Schema(description = "Ids of policy events: how early would each have been told of?")
        List<String> events,

        @Schema(description = "Days: how early would each have been told of?")
        List<LocalDate> dates) {}
