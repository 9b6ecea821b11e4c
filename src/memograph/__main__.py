"""Run the command line: `python -m memograph`."""

from memograph.cli import main

if __name__ == "__main__":
    main()
