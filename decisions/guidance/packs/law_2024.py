"""Law and guidance that several questions of 2024 rest on."""

from decisions.guidance.pack import Law

ADVICE = "DfE, Information sharing: advice for practitioners providing safeguarding services"
WORKING_TOGETHER = Law(
    "Working Together to Safeguard Children",
    "December 2023",
    "Share early, and do not assume that someone else will pass it on.",
)
