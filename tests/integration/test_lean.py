"""Pages are printed without styles that none of ours uses, and come out the same."""

from weasyprint import HTML

from council_app.reporting.lean import LeanHTML

PAGE = """<html lang="en"><head><title>A page</title><style>ul.own { list-style: "– " } h1::after { content: " †" }</style></head><body>
<h1>Heading</h1><p>Words and <q>a quote</q>.</p><ul><li>one</li><li>two</li></ul><ol start="9"><li>nine</li><li>ten</li></ol>
<ul class="own"><li>own</li></ul><table><tr><th>a</th><td>1<br>2</td></tr></table>
<details open><summary>more</summary>less</details></body></html>"""


def test_a_page_without_footnotes_comes_out_the_same_byte_for_byte() -> None:
    lean, whole = (kind(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"same") for kind in (LeanHTML, HTML))
    assert lean == whole


def test_no_element_is_given_the_styles_of_footnotes() -> None:
    sheets = [rule for sheet in LeanHTML(string=PAGE)._ua_stylesheets() for rule in sheet.matcher.other_selectors]
    pseudo = 3  # where cssselect2 keeps what of an element a rule is about
    assert [rule[pseudo] for rule in sheets if rule[pseudo]] == []
