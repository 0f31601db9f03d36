"""Runs each program in its folder, all in one process: `translations.py FOLDER...`. Each folder has a main.py; prints those that fail, and why."""
import contextlib
import io
import os
import sys

for folder in sys.argv[1:]:
    os.chdir(folder)
    try:
        with open("main.py", encoding="utf8") as file, contextlib.redirect_stdout(io.StringIO()):
            exec(compile(file.read(), os.path.join(folder, "main.py"), "exec"), {"__name__": "__main__"})
    except BaseException as error:
        print(f"{folder}: {str(error)[-1500:]}")
