package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.PageTemplates;
import java.util.Map;

/// How every letter of ours looks. Any thread may use it; rendering does no input or output.
public final class LetterLayout {

    private final PageTemplates templates = new PageTemplates();

    String html(LetterPage page) {
        return templates.render("mail/letter", Map.of("page", page));
    }
}
