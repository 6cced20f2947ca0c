"""What several questions of 2008 rest on."""

GUIDANCE = "HM Government, Information Sharing: Guidance for practitioners and managers"
REPLACED = "The Data Protection Act 2018 and UK GDPR have since replaced it."
