"""What is being written survives a lost connection, in the tab and nowhere else."""

from __future__ import annotations

TEXT = "Lampan vid bron är trasig."
LEFT = "sessionStorage.getItem('medverkan-text')"


def test_what_is_written_without_a_network_is_sent_when_it_is_back(open_page, town):
    page = open_page("/skriv/", width=390)
    page.locator("main textarea").fill(TEXT)
    onwards = page.locator("main form button[type=submit]")
    told = page.get_by_role("alert").filter(has_text="inget nät")

    page.context.set_offline(True)
    onwards.click()
    told.wait_for()
    page.context.set_offline(False)
    told.wait_for(state="hidden")
    page.reload()
    assert page.locator("main textarea").input_value() == TEXT
    with page.expect_navigation():
        onwards.click()

    assert TEXT in page.locator("main").inner_text()
    page.wait_for_function(f"{LEFT} === null")
    assert page.evaluate("localStorage.length") == 0
