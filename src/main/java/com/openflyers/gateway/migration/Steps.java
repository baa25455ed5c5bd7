package com.openflyers.gateway.migration;

import com.openflyers.gateway.migration.Course.Purpose;
import java.time.Duration;

/// Which work belongs to which state.
final class Steps {

    private static final Duration DAY = Duration.ofDays(1);

    private final PreflightStep preflight;
    private final QuietStep quiet;
    private final DrainStep drain;
    private final EvictStep evict;
    private final CopyStep copy;
    private final CountStep count;
    private final ConvertStep convert;
    private final VerifyStep verify;
    private final LossStep loss;
    private final LeaveCopyStep leaveCopy;
    private final ReportStep report;
    private final WindowStep window;
    private final WatchStep watch;
    private final TidyStep tidy;
    private final ArchiveStep archive;

    Steps(MigrationParts parts, MigrationRepository rows, MigrationSettings settings) {
        preflight = new PreflightStep(parts, settings);
        quiet = new QuietStep(parts, rows, settings);
        drain = new DrainStep(parts, settings);
        evict = new EvictStep(parts);
        copy = new CopyStep(parts.copies());
        count = new CountStep(parts, rows);
        convert = new ConvertStep(parts.conversions());
        verify = new VerifyStep(parts);
        loss = new LossStep(parts.manifests());
        leaveCopy = new LeaveCopyStep(parts);
        report = new ReportStep();
        window = new WindowStep(parts, rows, settings);
        watch = new WatchStep(parts, rows, settings);
        tidy = new TidyStep(parts);
        archive = new ArchiveStep(parts, rows, settings, tidy);
    }

    Step of(Migration migration) {
        var purpose = migration.purpose();
        return switch (migration.state()) {
            case REQUESTED -> _ -> migration.course().isManual() ? Step.later(DAY) : Step.done();
            case PREFLIGHT -> preflight;
            case ARMED -> quiet;
            case HOLDING -> drain;
            case FENCING -> evict;
            case FENCED -> copy;
            // The way back is all in what is committed.
            case RETURNING -> _ -> Step.done();
            case ABORTING -> each -> each.known().isWithdrawn() ? Step.said(Event.WITHDRAW) : Step.done();
            case COPIED -> purpose == Purpose.REVERSE ? loss : count;
            case COUNTED -> convert;
            case MIGRATED -> verify;
            case VERIFIED ->
                switch (purpose) {
                    case REHEARSAL -> report;
                    case CUTOVER -> leaveCopy;
                    case REVERSE -> _ -> Step.done();
                };
            case REHEARSED, SCHEDULED -> window;
            case SWITCHED, OBSERVING -> watch;
            case AWAITING_COPY -> _ -> Step.later(DAY);
            // It was satisfied before it wanted to go back.
            case AWAITING_CLUB -> each -> each.known().isAccepted() ? Step.said(Event.ACCEPT) : tidy.run(each);
            // After a way back that was gone or stopped, there is the copy that it was counted on.
            case ROLLED_BACK, NEEDS_HUMAN, REFUSED, WITHDRAWN, ARCHIVED -> tidy;
            case ACCEPTED, REVERSED -> archive;
        };
    }
}
