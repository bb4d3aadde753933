"""From a resident's words to a published answer, in a real browser."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext

from medverkan.foundation import clock
from medverkan.foundation.notices import outbox

TEXT = "Lampan vid bron är trasig sedan i måndags. 🙈 <b>Snälla</b>, laga den."
TITLE = "Lampan vid bron"
ANSWER = "Vi bytte lampan i går kväll."

# Language, width, scheme, scripts and hands: each value at least once, not every product.
WALKS = [
    pytest.param("sv", 1280, "light", True, id="sv-wide-light"),
    pytest.param("en", 390, "dark", False, id="en-narrow-dark-without-scripts"),
    pytest.param("fi", 390, "light", True, id="fi-narrow-light"),
]


def letter_link(subject: str) -> str:
    """Send what waits; return the path of the secret link in the letter with this subject."""
    outbox.deliver(clock.now())
    [letter] = [each for each in mail.outbox if each.subject == subject]
    return re.search(r"/(?:\w\w/)?mitt-arende/[\w-]+/", letter.body)[0]


def press(page, label: str) -> None:
    """Press the button with this text and wait for the page it leads to."""
    button = page.get_by_role("main").get_by_role("button", name=label, exact=True)
    with page.expect_navigation():
        button.click()


def act(page, verb: str, submit: str, **fields: str) -> None:
    """Open an action of a case in the workspace, fill it in and send it."""
    form = page.locator(f"form[action$='/{verb}/']")
    if page.locator(f"details#{verb}").count():
        page.locator(f"details#{verb} > summary").click()
    for name, value in fields.items():
        field = form.locator(f"[name={name}]").first
        if field.evaluate("it => it.type") == "radio":
            form.locator(f"[name={name}][value={value}]").check()
        elif field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    # By key: what has just been unfolded may still move under a pointer.
    with page.expect_navigation():
        form.get_by_role("button", name=submit, exact=True).press("Enter")


@pytest.mark.parametrize(("language", "width", "scheme", "scripts"), WALKS)
def test_residents_words_become_a_published_answer(
    open_page, town, sign_in, language, width, scheme, scripts
):
    start = "/" if language == "sv" else f"/{language}/"
    look = {"width": width, "scheme": scheme, "scripts": scripts}
    with translation.override(language):
        words = {
            name: gettext(name)
            for name in (
                "Continue", "Send", "Add to the case", "Tell us",
                "We have received what you wrote",
            )
        }  # fmt: skip

    # The resident says it, in three steps.
    page = open_page(start, **look)
    page.locator("main textarea[name=text]").fill(TEXT)
    press(page, words["Continue"])
    page.locator("[name=title]").fill(TITLE)
    page.locator(f"[name=pathway][value='{town.pathway.pk}']").check()
    page.locator("[name=topic]").select_option(str(town.topic.pk))
    press(page, words["Continue"])
    page.locator("[name=email]").fill("marja@example.org")
    page.locator("[name=may_be_published]").check()
    press(page, words["Send"])
    reference = re.search(r"\d{4}-[0-9A-Z]{8}", page.locator("main").inner_text())[0]
    assert page.context.cookies() == []

    # The letter leads back to it; the resident adds something.
    page.goto(letter_link(words["We have received what you wrote"]))
    assert reference in page.locator("main").inner_text()
    assert page.locator("main b, main article b").count() == 0
    page.locator("main [name=text]").fill("Den vid norra brofästet.")
    press(page, words["Add to the case"])
    mine = page.url

    # An officer finds it, takes it, answers it and publishes both.
    desk = open_page("/", **look)
    sign_in(desk, town.officer)
    desk.goto("/arbetsyta/arenden/att-fordela/")
    with desk.expect_navigation():
        desk.get_by_role("link", name=TITLE).click()
    assert "norra brofästet" in desk.locator("aside").inner_text()
    act(desk, "tilldela", "Tilldela", assignee=str(town.officer.pk))
    desk.goto(f"/arbetsyta/arenden/mina/{reference}/")
    act(desk, "svara", "Skicka svaret", text=ANSWER, outcome="fixed")
    desk.goto(f"/arbetsyta/arenden/besvarade/{reference}/")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Börja granska").click()
    act(desk, "publicera", "Publicera")

    # The resident reads the answer and says that it is solved.
    page.goto(mine)
    assert ANSWER in page.locator("main").inner_text()
    page.locator("[name=solved][value=yes]").check()
    press(page, words["Tell us"])
    assert page.locator("[name=solved]").count() == 0

    # Everyone can read it: in the list, on its page and in the feed.
    page.goto(f"{start}arenden/")
    with page.expect_navigation():
        page.get_by_role("link", name=TITLE).click()
    assert ANSWER in page.locator("main").inner_text()
    assert page.locator("main b").count() == 0
    assert TITLE in page.request.get("/arenden/flode.atom").text()


def test_keyboard_alone_takes_a_resident_there(open_page, town):
    page = open_page("/", width=1280)

    def tab_to(selector: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("it => document.activeElement.matches(it)", selector):
                return
        pytest.fail(f"Tab never reaches {selector} on {page.url}")

    def send() -> None:
        tab_to("main form button[type=submit]")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    tab_to("main textarea")
    page.keyboard.type("Lampan vid bron är trasig.")
    send()
    tab_to("[name=pathway]")
    page.keyboard.press("Space")
    send()
    tab_to("[name=email]")
    page.keyboard.type("marja@example.org")
    send()

    assert page.url.endswith("?skickat")


def test_a_form_with_errors_leads_to_them(open_page, town):
    page = open_page("/skriv/", width=390)

    page.locator("main textarea").fill("   ")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()

    page.locator(".ds-error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "text"
