"""Formulas in plain text, such as the statements of the claims, as TeX: MathJax typesets them on the site."""

import re

from course.plain import escaped

OPERATORS = {
    **{name: rf"\{name}" for name in ("log", "max", "min", "sup", "inf")},
    **{name: rf"\operatorname{{{name}}}" for name in ("argmax", "argmin")},
    **{name: rf"\mathrm{{{name}}}" for name in ("KL", "JSD", "TV", "ELBO")},
}
SYMBOLS = {
    "<=": r"\le ",
    ">=": r"\ge ",
    "<": r"\lt ",
    ">": r"\gt ",
    "‖": r"\Vert ",
    "|": r"\vert ",
    "·": r"\cdot ",
    "~": r"\sim ",
    "→": r"\to ",
    "∞": r"\infty ",
    "∂": r"\partial ",
    "∫": r"\int ",
    "Σ": r"\sum ",
    "Π": r"\prod ",
    "⟨": r"\langle ",
    "⟩": r"\rangle ",
    "½": r"\tfrac{1}{2}",
    "¼": r"\tfrac{1}{4}",
    "−": "-",
    "±": r"\pm ",
    "′": "'",
    "″": "''",
    "*": "^{*}",
}
RAISED = str.maketrans("⁰¹²³⁻", "0123-")
LOWERED = str.maketrans("₀₁₂₃", "0123")
TOKEN = re.compile(
    r"""(?P<number>\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?:e-\d+)?)
    |(?P<integral>d[xu])\b
    |(?P<word>\([a-d]\)(?=\ )|[A-Za-z]+(?:-[A-Za-z]+)+|[A-Za-z]*’s\b|'s\b)
    |(?P<operator>(?:argmax|argmin|log|max|min|sup|inf|KL|JSD|TV|ELBO)(?![A-Za-z]))
    |(?P<letter>(?:[B-HJ-Zb-z]|I(?=\())(?![A-Za-z\d-])|[Γγηθμσψ])
    |(?P<below>_(?:data|[A-Za-z]|θ)\b)
    |(?P<name>[A-Za-z]+\d*)
    |(?P<symbol><=|>=|[<>‖|·~→∞∂∫ΣΠ½¼−±′″*√+=/^])
    |(?P<raised>[⁰¹²³⁻]+)|(?P<lowered>[₀₁₂₃]+)
    |(?P<open>[(\[⟨])|(?P<close>[)\]⟩])
    |(?P<space>\ )
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
ATTACHED = tuple("·/(‖|")  # after these a word belongs to the formula: m·weight, P(data
VARIABLES = ("letter", "operator")
BREAKS = ("=", "<=", ">=", "→", "+", "−", "±")
SHORT = 12  # characters of TeX, before which no line ends


def with_formulas(text: str) -> str:
    """Return plain text as Markdown with its formulas as TeX between dollars."""
    made, run, depth = "", [], 0
    for found in TOKEN.finditer(text):
        kind, token = found.lastgroup, found[0]
        inside = depth > 0
        if belongs(kind, token, inside, text[: found.start()]):
            run.append((kind, token))
            depth += (kind == "open") - (kind == "close")
        else:
            made, run, depth = made + formula(run) + escaped(token), [], 0
        if depth < 0:
            made, run, depth = made + formula(run[:-1]) + escaped(token), [], 0
    return made + formula(run)


def belongs(kind: str, token: str, inside: bool, before: str) -> bool:
    """Return whether a token can be part of the formula that the text before it ends with."""
    if kind in ("word", "name"):
        return before.endswith(ATTACHED) or (inside and re.search(r"/\([^()]*$", before) is not None)
    if kind == "letter" and before.endswith("θ "):  # two formulas, and not a product
        return False
    return kind != "other" or (inside and token in ",;")


def formula(run: list[tuple[str, str]]) -> str:
    """Return tokens as TeX between dollars, if there is a variable among them; otherwise as they are."""
    solid = [i for i, (kind, _) in enumerate(run) if kind != "space"] or [0]
    before, middle, after = run[: solid[0]], run[solid[0] : solid[-1] + 1], run[solid[-1] + 1 :]
    plain = "".join(token for _, token in middle)
    if not any(kind in VARIABLES for kind, _ in middle) or plain.count("(") != plain.count(")"):
        made = escaped(plain)
    else:
        made = " ".join(f"${under_roots(each)}$" for each in breakable(middle))
    return "".join(token for _, token in before) + made + "".join(token for _, token in after)


def breakable(tokens: list[tuple[str, str]]) -> list[str]:
    """Return a formula as parts between which a line may end: before a relation, a plus or a minus outside brackets."""
    parts, depth = [""], 0
    for i, (kind, token) in enumerate(tokens):
        depth += (kind == "open") - (kind == "close")
        spaced = tokens[i - 1][0] == "space" == tokens[min(i + 1, len(tokens) - 1)][0] if i else False
        between_bars = sum(token == "|" for _, token in tokens[:i]) % 2
        if token in BREAKS and spaced and depth == 0 and not between_bars and sum(map(len, parts)) > SHORT:
            parts.append("{}")
        parts[-1] += tex(kind, token)
    return [part.strip() for part in parts]


def tex(kind: str, token: str) -> str:
    """Return one token as TeX."""
    if kind in ("word", "name"):
        return rf"\text{{{token}}}"
    if kind == "operator":
        return f"{OPERATORS[token]} "
    if kind == "below":
        return r"_{\mathrm{data}}" if token == "_data" else f"_{{{token[1:]}}}"
    if kind == "raised":
        return f"^{{{token.translate(RAISED)}}}"
    if kind == "lowered":
        return f"_{{{token.translate(LOWERED)}}}"
    if kind == "integral":
        return rf"\,{token}"
    return SYMBOLS.get(token, token)


def under_roots(formula: str) -> str:
    """Return TeX with what stands after √ below a root, and what stands after ^ raised."""
    formula = re.sub(r"√\(((?:[^()]|\([^()]*\))*)\)", r"\\sqrt{\1}", formula)
    formula = re.sub(r"√(\w)", r"\\sqrt{\1}", formula)
    return re.sub(r"\^(-\([^()]*\))", r"^{\1}", formula)
