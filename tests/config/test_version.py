"""Which versions a configuration asks for, and what happens to the others."""

import pytest

from rtlint import __version__
from rtlint.config import ConfigError
from rtlint.config.call import finder
from rtlint.config.version import wanted

FITS = {
    ">=0.1": ["0.1.0", "0.2rc1", "0.1.0.post1", "1"],
    ">0.1": ["0.1.1", "0.2.dev1"],
    "<0.2": ["0.1", "0.1.9rc2"],
    "<0.2rc2": ["0.2rc1", "0.2a3", "0.2.dev1", "0.1"],
    "<=0.2": ["0.2.0", "0.2rc1"],
    "==0.1": ["0.1.0"],
    "==0.1.*": ["0.1.0", "0.1", "0.1.7rc1"],
    "!=0.1.*": ["0.2", "1"],
    "~=0.3.2": ["0.3.2", "0.3.10", "0.3.3.dev1"],
    "~=0.3": ["0.3", "0.9"],
    " >= 0.1 , != 0.2 ": ["0.1", "0.2.1"],
}
MISFITS = {
    ">=0.1": ["0.0.9", "0.1rc1", "0.1.dev1"],
    ">0.1": ["0.1.0", "0.1.0.post1"],
    "<0.2": ["0.2", "0.2rc1", "0.2.0.dev3"],
    "<0.2rc2": ["0.2rc2", "0.2"],
    "<=0.2": ["0.2.1", "0.2.post1"],
    "==0.1": ["0.1.1", "0.1rc1"],
    "==0.1.*": ["0.2", "0.10"],
    "!=0.1.*": ["0.1.3"],
    "~=0.3.2": ["0.3.1", "0.4.0"],
    "~=0.3": ["1.0", "0.2.9"],
    " >= 0.1 , != 0.2 ": ["0.2.0"],
}


@pytest.mark.parametrize("asked", FITS)
def test_versions_fit_or_not(asked: str) -> None:
    assert [version for version in FITS[asked] if not wanted(asked, version)] == []
    assert [version for version in MISFITS[asked] if wanted(asked, version)] == []


@pytest.mark.parametrize("asked", ["", "0.1", ">=", ">=0.1,", ">=x", "~=1", ">=0.1.*", "==0.1rc1.*", "===0.1", "1!2"])
def test_what_is_no_set_of_versions_is_refused(asked: str) -> None:
    with pytest.raises(ValueError, match="is no set of versions") as refused:
        wanted(asked, "0.1")
    assert str(refused.value) == f'"{asked}" is no set of versions; it takes comparisons, as in ">=0.1,<1"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("required-version = '>=99'", f"--config:1:20: this is rtlint {__version__}; the configuration asks for >=99"),
        (
            "selct = []\nrequired-version = '>=99'",
            f"--config:2:20: this is rtlint {__version__}; the configuration asks for >=99",
        ),
        (
            "required-version = '99'",
            '--config:1:20: "99" is no set of versions; it takes comparisons, as in ">=0.1,<1"',
        ),
        ("required-version = 1", "--config:1:20: required-version is 1; it takes a text"),
    ],
)
def test_another_version_is_told_where_it_is_asked_for_and_before_all_else(text: str, words: str) -> None:
    with pytest.raises(ConfigError) as refused:
        finder([text], {}, isolated=True)
    assert str(refused.value) == words


def test_a_version_that_fits_changes_nothing() -> None:
    config = finder([f"required-version = '=={__version__}'"], {}, isolated=True).of("")
    assert config
    assert config.layers[0].settings.required_version == f"=={__version__}"
