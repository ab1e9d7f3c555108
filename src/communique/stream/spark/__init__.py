"""The engine of many machines, on Apache Spark."""

from communique.stream.spark.engine import SparkEngine
from communique.stream.spark.session import spark_context

__all__ = ["SparkEngine", "spark_context"]
