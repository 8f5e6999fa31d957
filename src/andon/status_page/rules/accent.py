"""The accent colours of a brand: only the hue is hers, lightness and strength are the house's, so that contrast stays.

The numbers are those of `ui/tokens.css`, but that of fills by night is darker: white stands on it at every hue.
A hue at which a colour of that strength does not exist is weaker, not darker.
"""

_LIGHT = {"accent": (0.455, 0.150), "accent-fill": (0.455, 0.160), "accent-hover": (0.400, 0.150)}
_LIGHT |= {"accent-soft": (0.960, 0.016), "accent-line": (0.850, 0.060)}
_DARK = {"accent": (0.770, 0.108), "accent-fill": (0.525, 0.160), "accent-hover": (0.560, 0.155)}
_DARK |= {"accent-soft": (0.262, 0.044), "accent-line": (0.420, 0.095)}


def accent_css(hue: int) -> str:
    """A style sheet that stands beside the house's; in no layer, so that it wins."""
    lines = [f"  --{name}: light-dark({_oklch(_LIGHT[name], hue)}, {_oklch(_DARK[name], hue)});" for name in _LIGHT]
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _oklch(colour: tuple[float, float], hue: int) -> str:
    lightness, strength = colour
    return f"oklch({lightness:.3f} {strength:.3f} {hue})"
