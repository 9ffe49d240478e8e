"""Quotation marks of one paragraph. `crates/rashomon-core/src/text/quotes.rs` does the same.

A mark is (start, end, opens); spans count code points of the text.
"""
DOUBLE = set("\"“”„‟«»〝〞＂")
SINGLE = set("'‘’‚‹›")
DOUBLED = ("``", "''")


def blank(c):
    return c is None or c.isspace() or c in "([—–"


def straight_opens(before, after, open_now):
    """A straight mark opens before a word and closes after one; between two words or two blanks it
    does what the mark before it did not."""
    if blank(before) != blank(after):
        return blank(before)
    return not open_now


def around(text, start, end, low, high):
    """-> the characters before and after, None at the paragraph's edges."""
    return (text[start - 1] if start > low else None), (text[end] if end < high else None)


def double_marks(text, low, high):
    """Double marks of every style; two apostrophes or two backticks are one mark."""
    out, german, turned, at = [], False, False, low
    while at < high:
        c, start = text[at], at
        doubled = text[at:min(at + 2, high)] in DOUBLED
        at += 2 if doubled else 1
        if not doubled and c not in DOUBLE:
            continue
        before, after = around(text, start, at, low, high)
        if doubled and before and after and before.isalnum() and after.isalnum():
            continue  # a garbled apostrophe
        open_now = bool(out) and out[-1][2]
        if c in "\"＂'":
            opens = straight_opens(before, after, open_now)
        elif c == "“":
            opens = not (open_now and (german or (not blank(before) and blank(after))))
        elif c == "”":
            opens = not open_now and blank(before) and not blank(after)
        elif c in "«»":
            # Guillemets point outwards, or inwards in German.
            turned = turned or (c == "»" and not open_now and blank(before) and not blank(after))
            opens = (c == "«") != turned
        else:
            opens = c in "„‟〝`"
        german = german or c == "„"
        out.append((start, at, opens))
    return out


def single_marks(text, low, high):
    """Single marks, as they stand in British style; none if they don't pair up, since an apostrophe
    at a word's edge looks like one."""
    out, word = [], lambda c: c is not None and c.isalnum()
    for at in range(low, high):
        c = text[at]
        if c not in SINGLE:
            continue
        before, after = around(text, at, at + 1, low, high)
        open_now = bool(out) and out[-1][2]
        if c in "‘‚‹›":
            out.append((at, at + 1, c != "›"))
        elif word(before) and word(after):
            continue
        elif c == "'" and not open_now and not word(before) and word(after):
            out.append((at, at + 1, True))
        elif open_now and not word(after):
            out.append((at, at + 1, False))
    return out if 2 * sum(m[2] for m in out) == len(out) else []


def find_marks(text, low, high):
    """Double marks of the paragraph low..high, or its single ones if it has no double ones."""
    return double_marks(text, low, high) or single_marks(text, low, high)


def pair(marks, high):
    """-> quotations (inner start, inner end, closed). One never closed runs to the next opening mark
    or to the paragraph's end."""
    out, opened = [], None
    for start, end, opens in marks:
        if opened is not None:
            out.append((opened, start, not opens))
        opened = end if opens else None
    if opened is not None:
        out.append((opened, high, False))
    return out
