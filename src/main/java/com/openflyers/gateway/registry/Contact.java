package com.openflyers.gateway.registry;

/// Whom to write to about a space.
public record Contact(String clubEmail, String name, String email, Language language) {

    public enum Language {
        FR,
        EN
    }
}
