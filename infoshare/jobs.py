"""Upkeep of the jobs: what a worker had begun when it died is done again."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

EVERY_MINUTE = "* * * * *"
NO_SIGN_FOR = 60  # seconds without a sign of life of its worker


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="infoshare.do_again", queue="upkeep", queueing_lock="do_again", pass_context=True)
async def do_again(context: JobContext, timestamp: int) -> None:
    """What a worker had begun when it was killed."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=NO_SIGN_FOR):
        await app.job_manager.retry_job(job)
