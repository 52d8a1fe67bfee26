"""How settings are read: from variables, or from files that variables name. Must know nothing of any one setting."""

import sys

import environ
from environ.fileaware_mapping import FileAwareMapping


class SecretFiles(FileAwareMapping):
    """The environment, where `NAME_FILE` names a file that holds `NAME`; the file's last line break is not part of it.

    An empty value is no value. A dollar sign is escaped, or a generated password that starts with one would be taken
    for a variable's name.
    """

    def __getitem__(self, key: str) -> str:
        try:
            value = super().__getitem__(key).rstrip("\r\n").replace("$", r"\$")
        except OSError as error:
            sys.exit(f"{key}_FILE names a file that cannot be read: {error.filename}.")
        if not value:
            raise KeyError(key)
        return value


class Environment(environ.Env):
    """Reads variables; `escape_proxy` undoes the escape above."""

    ENVIRON = SecretFiles()

    def __init__(self) -> None:
        super().__init__()
        self.escape_proxy = True
