"""Upkeep: what a worker had begun when it died is done again, and what it left in the store is removed."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from infoshare.documents import sweeping
from infoshare.tenancy import context as tenancy

EVERY_MINUTE, EVERY_NIGHT = "* * * * *", "40 2 * * *"
NO_SIGN_FOR = 60  # seconds without a sign of life of its worker


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="infoshare.do_again", queue="upkeep", queueing_lock="do_again", pass_context=True)
async def do_again(context: JobContext, timestamp: int) -> None:
    """What a worker had begun when it was killed."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=NO_SIGN_FOR):
        await app.job_manager.retry_job(job)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="infoshare.sweep_documents", queue="upkeep", queueing_lock="sweep_documents")
def sweep_documents(timestamp: int, most: int = sweeping.MOST) -> None:
    """Files in the store that no row names, whichever organisation's they were to be."""
    with tenancy.nowhere():
        sweeping.sweep(most)
