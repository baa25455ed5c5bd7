package com.openflyers.gateway.demo;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A mail that somebody was sent.
///
/// @param number from 1, in the order of their coming
/// @param text   the plain text; empty if there is none
/// @param html   empty if there is none
/// @param files  the names of those that came with it
public record Mail(
        int number,
        Instant sent,
        String from,
        String to,
        String subject,
        String text,
        String html,
        List<String> files) {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");

    /// Of the text, each once, in their order.
    public List<String> links() {
        return LINK.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    public static Mail read(int number, Message message) throws MessagingException, IOException {
        var sent = message.getSentDate() == null ? message.getReceivedDate() : message.getSentDate();
        return new Mail(
                number,
                sent == null ? Instant.now() : sent.toInstant(),
                InternetAddress.toUnicodeString(message.getFrom()),
                InternetAddress.toUnicodeString(message.getAllRecipients()),
                message.getSubject() == null ? "" : message.getSubject(),
                find(message, "text/plain").orElse(""),
                find(message, "text/html").orElse(""),
                names(message));
    }

    /// The content of a file that came with it.
    static Optional<byte[]> file(Message message, String name) throws MessagingException, IOException {
        for (var part : files(message)) {
            if (name.equals(part.getFileName())) {
                return Optional.of(part.getInputStream().readAllBytes());
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Message message) throws MessagingException, IOException {
        var names = new ArrayList<String>();
        for (var part : files(message)) {
            names.add(part.getFileName());
        }
        return List.copyOf(names);
    }

    private static List<Part> files(Message message) throws MessagingException, IOException {
        var files = new ArrayList<Part>();
        if (message.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                if (Part.ATTACHMENT.equals(parts.getBodyPart(i).getDisposition())) {
                    files.add(parts.getBodyPart(i));
                }
            }
        }
        return files;
    }

    private static Optional<String> find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = find(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
