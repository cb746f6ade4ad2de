"""What is said to an author about a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """Something an author should mend: where it stands and a sentence that says what to do."""

    file: str
    line: int
    sentence: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"
