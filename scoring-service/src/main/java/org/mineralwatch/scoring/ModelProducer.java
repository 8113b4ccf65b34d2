package org.mineralwatch.scoring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Versions;
import org.mineralwatch.scoring.outbound.BaselineFacts;

/** Builds once, at start, from the facts of every version of the baseline, all that is asked of them. */
class ModelProducer {

    @Produces
    @Singleton
    ScoreModels scoreModels(Versions<BaselineRule> rules) {
        Map<LocalDate, Baseline> baselines = new TreeMap<>();
        rules.byKnownFrom().forEach((knownFrom, rule) -> baselines.put(knownFrom, rule.baseline()));
        return new ScoreModels(baselines);
    }

    @Produces
    @Singleton
    Versions<BaselineRule> baselineRules() {
        Map<LocalDate, BaselineRule> rules = new TreeMap<>();
        BaselineFacts.versions().forEach((knownFrom, facts) -> rules.put(knownFrom, new BaselineRule(facts.facts())));
        return new Versions<>(rules);
    }

    @Produces
    @Singleton
    Versions<FactSources> factSources() {
        Map<LocalDate, FactSources> sources = new TreeMap<>();
        BaselineFacts.versions().forEach((knownFrom, facts) -> sources.put(knownFrom, facts.sources()));
        return new Versions<>(sources);
    }
}
