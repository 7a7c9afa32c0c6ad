"""Functions of scipy.special: most loaded without the rest of it, which takes longer than scanning a small case.

They are scipy's own, to the last digit: the part of it that holds them is loaded from its file. Where scipy keeps them
elsewhere, all of scipy.special is loaded, as it is for the incomplete beta function as soon as that is asked for.
"""

import sys
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "betainc",
    "betaincinv",
    "betaln",
    "gammainc",
    "gammaincinv",
    "gammaln",
    "load_gamma_functions",
    "ndtr",
    "xlogy",
]

PART = "scipy.special._special_ufuncs"
NAMES = ("betaln", "gammainc", "gammaincinv", "gammaln", "ndtr", "xlogy")


def load_gamma_functions() -> ModuleType:
    """Return a module that has scipy's gamma functions: the part that holds them, else all of scipy.special."""
    part = sys.modules.get(PART) or _load_part()
    if part is not None and all(hasattr(part, name) for name in NAMES):
        return part
    import scipy.special

    module: ModuleType = scipy.special
    return module


def betainc(a: ArrayLike, b: ArrayLike, x: ArrayLike) -> NDArray[np.float64]:
    """Return the regularised incomplete beta function: the chance that a beta variable of a and b is at most x."""
    from scipy.special import betainc

    return np.asarray(betainc(a, b, x), np.float64)


def betaincinv(a: ArrayLike, b: ArrayLike, share: ArrayLike) -> NDArray[np.float64]:
    """Return the value that a beta variable of a and b is at most with this chance."""
    from scipy.special import betaincinv

    return np.asarray(betaincinv(a, b, share), np.float64)


def _load_part() -> ModuleType | None:
    """Load the part from its file, as a module that only its holder knows; None where there is no such file."""
    # Asked for scipy.special, the finder would load scipy to look into it.
    package = find_spec("scipy")
    folders = package.submodule_search_locations or [] if package else []
    stem = PART.rpartition(".")[2]
    files = (Path(folder) / "special" / f"{stem}{suffix}" for folder in folders for suffix in EXTENSION_SUFFIXES)
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        return None
    spec = spec_from_file_location(PART, file, loader=ExtensionFileLoader(PART, str(file)))
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ImportError:  # it needs what only the whole package brings
        return None
    return module


_functions = load_gamma_functions()
betaln, gammainc, gammaincinv, gammaln, ndtr, xlogy = (getattr(_functions, name) for name in NAMES)
