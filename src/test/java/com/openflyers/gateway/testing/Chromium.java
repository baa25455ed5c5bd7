package com.openflyers.gateway.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real Chromium without a window, driven by Playwright.
///
/// It resolves `*.localhost` to loopback by itself, as every browser does.
public final class Chromium implements AutoCloseable {

    /// No sandbox: it does not start as root in a container. The rest keeps it from talking to anybody but us.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /// In milliseconds, of whoever waits for a page or for words on one: as in [Futures].
    private static final double PATIENCE = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// Finds one, or gets one: see [ChromiumFinder].
    public static Chromium launch() {
        return launch(ChromiumFinder.found());
    }

    static Chromium launch(ChromiumFinder.Found found) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        var options = new BrowserType.LaunchOptions().setArgs(FLAGS);
        found.executable().ifPresent(options::setExecutablePath);
        try {
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /// A fresh profile whose every request carries `fields`, for pages that expect a gateway in front.
    public BrowserContext context(Map<String, String> fields) {
        return patient(browser.newContext(
                new Browser.NewContextOptions().setExtraHTTPHeaders(fields).setLocale("fr-FR")));
    }

    /// The first page of a fresh profile.
    public Page page(Browser.NewContextOptions options) {
        return patient(browser.newContext(options)).newPage();
    }

    private static BrowserContext patient(BrowserContext context) {
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
