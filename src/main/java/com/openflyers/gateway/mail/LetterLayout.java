package com.openflyers.gateway.mail;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/// How every letter of ours looks. Any thread may use it; rendering does no input or output.
public final class LetterLayout {

    private static final String TEMPLATE = "mail/letter.jte";

    // By name and not by class, since the templates depend on this package already.
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, LetterLayout.class.getClassLoader(), "com.openflyers.gateway.templates");

    String html(LetterPage page) {
        var output = new StringOutput();
        templates.render(TEMPLATE, page, output);
        return output.toString();
    }
}
