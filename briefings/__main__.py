"""``python -m briefings``."""

from briefings.cli import program

if __name__ == "__main__":
    program()
