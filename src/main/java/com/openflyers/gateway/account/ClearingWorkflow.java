package com.openflyers.gateway.account;

/// Removes what is over: sign-ups whose link nobody followed, links and questions for one, sessions, and limits that
/// limit nobody any more.
final class ClearingWorkflow {

    private final StoreWorkflow store;
    private final SessionRepository sessions;
    private final SignUpRepository signUps = new SignUpRepository();
    private final WishRepository wishes = new WishRepository();
    private final LinkRepository links = new LinkRepository();
    private final QuestionRepository questions = new QuestionRepository();

    ClearingWorkflow(StoreWorkflow store, SessionRepository sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    void clear() {
        store.read(signUps::forget);
        store.read(wishes::forget);
        store.read(links::forget);
        store.read(questions::forget);
        store.read(sessions::forget);
        store.read(Attempts::forget);
    }
}
