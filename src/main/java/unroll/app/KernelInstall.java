package unroll.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import unroll.kernel.KernelSpec;

/**
 * Registers the Java kernel for the user, where VS Code and every Jupyter of the machine look for
 * kernels.
 */
final class KernelInstall {
  private KernelInstall() {}

  /** Writes the kernelspec among the user's and returns the folder it lies in. */
  static Path forUser() throws IOException {
    return into(KernelSpec.userFolder(), KernelSpec.thisJar());
  }

  /**
   * Writes the kernelspec under a data folder of Jupyter; a kernel named java that is somebody
   * else's is left alone.
   */
  static Path into(Path data, Path jar) throws IOException {
    Path folder = data.resolve("kernels").resolve(KernelSpec.NAME);
    Path spec = folder.resolve("kernel.json");
    if (Files.exists(spec) && !isOurs(spec)) {
      throw new UserError(
          folder
              + " holds another Java kernel; remove it first (jupyter kernelspec remove java), nothing was changed");
    }
    return KernelSpec.forThisJava(jar).writeBelow(data).getParent();
  }

  private static boolean isOurs(Path spec) throws IOException {
    try {
      JsonObject kernel = JsonParser.parseString(Files.readString(spec)).getAsJsonObject();
      return kernel.get("display_name").getAsString().contains("Unroll");
    } catch (JsonParseException | IllegalStateException | NullPointerException notAKernel) {
      return false;
    }
  }
}
