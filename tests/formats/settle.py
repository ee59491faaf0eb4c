"""Accept and reject all changes in Word files with LibreOffice, and write their text.

Run by the Python that has LibreOffice's `uno` (Debian's python3-uno), not by the one of the tests:
`settle.py PROFILE FILE.docx...` writes FILE.accepted.txt and FILE.rejected.txt for each.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_SECONDS = 90


def main(profile: str, *sources: str) -> None:
    """Start LibreOffice on its own profile, and settle the changes of each file both ways."""
    pipe = f"eenvoudig-{Path(profile).resolve().as_posix().replace('/', '-')}"
    office = subprocess.Popen(
        [
            *("soffice", "--headless", "--norestore", "--nologo"),
            f"-env:UserInstallation={Path(profile).resolve().as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        for _ in range(_SECONDS):
            try:
                remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(1)
        manager = remote.ServiceManager
        context = manager.DefaultContext
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        for source in sources:
            for command, ending in (("Accept", ".accepted.txt"), ("Reject", ".rejected.txt")):
                document = desktop.loadComponentFromURL(
                    Path(source).resolve().as_uri(), "_blank", 0, (_option("Hidden", True),)
                )
                frame = document.CurrentController.Frame
                dispatcher.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
                target = Path(source).resolve().with_suffix(ending)
                document.storeToURL(target.as_uri(), (_option("FilterName", "Text (encoded)"),))
                document.close(False)
        desktop.terminate()
        office.wait(_SECONDS)
    finally:
        office.kill()


def _option(name: str, value: str | bool) -> PropertyValue:
    return PropertyValue(Name=name, Value=value)


if __name__ == "__main__":
    main(*sys.argv[1:])
