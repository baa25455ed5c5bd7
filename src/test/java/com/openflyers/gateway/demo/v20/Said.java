package com.openflyers.gateway.demo.v20;

/// What a person is told of an outcome.
final class Said {

    private Said() {}

    static Text of(Book.Outcome outcome) {
        return switch (outcome) {
            case Book.Outcome.Done _ -> Text.BOOKED;
            case Book.Outcome.Taken _ -> Text.TAKEN;
            case Book.Outcome.NotAllowed _ -> Text.NOT_ALLOWED;
            case Book.Outcome.Unknown _ -> Text.GONE;
            case Book.Outcome.Senseless(var why) -> why;
        };
    }
}
