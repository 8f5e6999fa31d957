class BadFile(ValueError):
    """Says which file, which line and which column, in words."""

    def __init__(self, file: object, why: str, line: int = 0, column: str = "") -> None:
        place = "".join([str(file), f", line {line}" if line else "", f", column {column}" if column else ""])
        super().__init__(f"{place}: {why}")
