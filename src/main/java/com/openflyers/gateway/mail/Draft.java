package com.openflyers.gateway.mail;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Part.Fact;
import com.openflyers.gateway.mail.Part.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A letter being written, in both languages at once; only the recipient's goes into it.
public final class Draft {

    private static final Text FOOT = new Text(
            "Vous recevez ce message parce que votre adresse est celle du club ou de son contact chez OpenFlyers.",
            "You receive this message because yours is the address of the club, or of its contact, at OpenFlyers.");

    /// Where French puts a blank that no line may end at.
    private static final Pattern BEFORE_MARK = Pattern.compile(" (?=[:;!?»%])");

    private final Recipient recipient;
    private final String subject;
    private final List<Part> parts = new ArrayList<>();
    private Optional<String> attachment = Optional.empty();
    private String about = "";
    private Text foot = FOOT;
    private String heading;

    public Draft(Recipient recipient, String french, String english) {
        this.recipient = recipient;
        this.subject = say(french, english);
        this.heading = subject;
    }

    public Language language() {
        return recipient.language();
    }

    /// Whom or what it concerns: the club.
    @CanIgnoreReturnValue
    public Draft about(String words) {
        about = words;
        return this;
    }

    /// If it is not the subject.
    @CanIgnoreReturnValue
    public Draft heading(String french, String english) {
        heading = say(french, english);
        return this;
    }

    @CanIgnoreReturnValue
    public Draft paragraph(String french, String english) {
        parts.add(new Part.Paragraph(say(french, english)));
        return this;
    }

    /// Successive ones make one table.
    @CanIgnoreReturnValue
    public Draft fact(String french, String english, String value) {
        var rows = new ArrayList<Fact>();
        if (!parts.isEmpty() && parts.getLast() instanceof Facts(var before)) {
            rows.addAll(before);
            parts.removeLast();
        }
        rows.add(new Fact(say(french, english), value));
        parts.add(new Facts(rows));
        return this;
    }

    /// Left out when there are none.
    @CanIgnoreReturnValue
    public Draft items(List<String> items) {
        if (!items.isEmpty()) {
            parts.add(new Part.Items(items));
        }
        return this;
    }

    /// Why it comes, to whom it does not come as a club or its contact.
    @CanIgnoreReturnValue
    public Draft foot(String french, String english) {
        foot = new Text(french, english);
        return this;
    }

    /// In whatever language it was written.
    @CanIgnoreReturnValue
    public Draft quote(String words) {
        parts.add(new Part.Quote(words));
        return this;
    }

    @CanIgnoreReturnValue
    public Draft button(String french, String english, String url) {
        parts.add(new Part.Button(say(french, english), url));
        return this;
    }

    /// A file goes with it: see [Attachments].
    @CanIgnoreReturnValue
    public Draft attach(String of) {
        attachment = Optional.of(of);
        return this;
    }

    public Letter letter(LetterLayout layout, String cause) {
        var page = new LetterPage(language(), subject, about, heading, parts, foot.in(language()));
        return new Letter(
                cause, recipient.address(), language(), subject, PlainText.of(page), layout.html(page), attachment);
    }

    private String say(String french, String english) {
        return switch (language()) {
            case FRENCH -> BEFORE_MARK.matcher(french.replace("« ", "«\u00A0")).replaceAll("\u00A0");
            case ENGLISH -> english;
        };
    }
}
