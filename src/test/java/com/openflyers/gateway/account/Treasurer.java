package com.openflyers.gateway.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.testing.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A club's treasurer at a real browser, who keeps a picture of every page, and remarks on what keeps others out.
public final class Treasurer implements AutoCloseable {

    /// What somebody sits, or stands, before.
    public enum Device {
        TELEPHONE(390, 844, Scripts.ON),
        DESKTOP(1280, 900, Scripts.ON),
        OLD_DESKTOP(1280, 900, Scripts.OFF);

        private final int width;
        private final int height;
        private final Scripts scripts;

        Device(int width, int height, Scripts scripts) {
            this.width = width;
            this.height = height;
            this.scripts = scripts;
        }

        /// Whether it reads pages with scripts.
        public boolean scripted() {
            return scripts == Scripts.ON;
        }
    }

    private enum Scripts {
        ON,
        OFF
    }

    private static final Path PICTURES = Path.of("target", "pages");
    /// All that a page needs, in bytes as they are sent.
    private static final long HEAVIEST = 100_000;

    private final Device device;
    private final Language language;
    private final Page page;
    private final String home;
    private final List<String> complaints = new ArrayList<>();
    private int pictures;

    /// @param home such as `http://client.localhost:8080`
    public Treasurer(Chromium chromium, Device device, Language language, String home) {
        this.device = device;
        this.language = language;
        this.home = home;
        page = chromium.page(new Browser.NewContextOptions()
                .setLocale(language.tag())
                .setViewportSize(device.width, device.height)
                .setJavaScriptEnabled(device.scripted()));
        page.onConsoleMessage(message -> {
            // A form that was refused is a page like any other, but Chromium remarks on its status.
            if (!message.text().contains("status of 4")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().contains(".localhost:")) {
                complaints.add("a request to a third party: " + request.url());
            }
        });
    }

    public Page page() {
        return page;
    }

    public String say(String french, String english) {
        return new Text(french, english).in(language);
    }

    public Treasurer opens(String path) {
        var _ = page.navigate(path.startsWith("http") ? path : home + path);
        return this;
    }

    public Treasurer types(String field, String text) {
        page.fill("[name=" + field + "]", text);
        return this;
    }

    public Treasurer presses(String french, String english) {
        var name = say(french, english);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
        return this;
    }

    public Treasurer goesTo(String french, String english) {
        var name = say(french, english);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
        return this;
    }

    /// Waits for the words.
    public Treasurer reads(String french, String english) {
        assertThat(page.locator("body")).containsText(say(french, english));
        return this;
    }

    /// Keeps a picture, looks for what WCAG 2.2 AA forbids, and for what is wider than the screen.
    public Treasurer looks(String name) {
        var file = "%s-%s-%02d-%s.png"
                .formatted(device.name().toLowerCase(java.util.Locale.ROOT), language.tag(), ++pictures, name);
        page.screenshot(
                new Page.ScreenshotOptions().setPath(PICTURES.resolve(file)).setFullPage(true));
        if (device.scripted()) {
            new AxeBuilder(page)
                    .setLegacyMode(true)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                    .analyze()
                    .getViolations()
                    .forEach(rule -> complaints.add(name + ": " + rule.getId() + ": "
                            + rule.getNodes().getFirst().getHtml()));
            var wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (!wider.equals(0)) {
                complaints.add(name + " is wider than the screen by " + wider);
            }
            var bytes = page.evaluate(
                    "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                            + ".reduce((sum, it) => sum + it.encodedBodySize, 0)");
            if (((Number) bytes).longValue() > HEAVIEST) {
                complaints.add(name + " weighs " + bytes);
            }
        }
        return this;
    }

    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        page.context().close();
    }
}
