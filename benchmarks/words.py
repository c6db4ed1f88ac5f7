"""Numbers as people read them, the same in the table and in the picture."""


def ratio(value: float, base: float) -> str:
    """How many times the base a value is, in two digits: `×0.31`, `×3.4`, `×27`."""
    times = value / base
    return f"×{times:.2f}" if times < 0.995 else f"×{times:.1f}" if times < 9.95 else f"×{times:,.0f}"


def seconds(value: float) -> str:
    """Seconds, or milliseconds below one: `85 ms`, `2.4 s`, `31 s`."""
    return f"{value * 1000:.0f} ms" if value < 0.9995 else f"{value:.1f} s" if value < 9.95 else f"{value:,.0f} s"


def milliseconds(value: float) -> str:
    """Seconds that are few, in two digits: `2.4 ms`, `31 ms`, `120 ms`."""
    return f"{value * 1000:.1f} ms" if value < 0.00995 else f"{value * 1000:.0f} ms"


def mebibytes(value: float) -> str:
    """Memory: `34 MiB`."""
    return f"{value:,.0f} MiB"
